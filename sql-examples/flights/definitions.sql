-- Flights out of New York in 2013: what describes an airport, an aircraft and a carrier.
-- The tables are made by `./pitwall demo`. Locations are relative to the directory where pitwall runs.

CREATE OR REPLACE ENTITY airport (origin VARCHAR) COMMENT 'an airport of departure';
CREATE OR REPLACE ENTITY plane (tailnum VARCHAR) COMMENT 'an aircraft';
CREATE OR REPLACE ENTITY carrier (carrier VARCHAR) COMMENT 'an airline';

-- Every hour's weather. A row stays valid until the next one.
CREATE OR REPLACE FEATURE VIEW airport_weather
  ENTITY airport TIMESTAMP event_ts TTL UNBOUNDED
  FROM DELTA '.pitwall/demo/tables/airport_weather';

-- What an aircraft had flown, as of each landing. After a month without one nothing is known.
CREATE OR REPLACE FEATURE VIEW plane_history
  ENTITY plane TIMESTAMP event_ts TTL INTERVAL '30' DAY
  FROM DELTA '.pitwall/demo/tables/plane_history';

-- A carrier's departures hour by hour: event_ts is the end of the hour, created_ts when its last flight had left.
CREATE OR REPLACE FEATURE VIEW carrier_delays
  ENTITY carrier TIMESTAMP event_ts CREATED created_ts TTL INTERVAL '1' DAY
  FROM DELTA '.pitwall/demo/tables/carrier_delays';

-- The spine: every scheduled departure, with the label.
CREATE OR REPLACE TABLE flights FROM DELTA '.pitwall/demo/tables/flights';

CREATE OR REPLACE FEATURE SERVICE arrival_delay AS
  airport_weather (temp, wind_speed, precip, visib),
  plane_history (last_arr_delay, flights_today, mean_delay_7d),
  carrier_delays (mean_dep_delay, cancel_share);
