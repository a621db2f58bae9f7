-- What the demo defines: entities, feature views, the spine and a feature service.
-- ${data} is the directory of the Delta tables that `pitwall demo` makes.

CREATE OR REPLACE ENTITY airport (origin VARCHAR) COMMENT 'An airport that flights leave from';
CREATE OR REPLACE ENTITY plane (tailnum VARCHAR) COMMENT 'A plane, by its tail number';
CREATE OR REPLACE ENTITY carrier (carrier VARCHAR) COMMENT 'An airline, by its code';

-- Weather is worth nothing after six hours; the other views have no TTL, so their last row stays valid.
CREATE OR REPLACE FEATURE VIEW airport_weather
  ENTITY airport
  TIMESTAMP event_ts
  TTL INTERVAL '6' HOUR
  COMMENT 'Hourly weather at the origin'
  FROM DELTA '${data}/airport_weather';

CREATE OR REPLACE FEATURE VIEW plane_history
  ENTITY plane
  TIMESTAMP event_ts
  COMMENT 'What was known of a plane when it had arrived'
  FROM DELTA '${data}/plane_history';

CREATE OR REPLACE FEATURE VIEW carrier_delays
  ENTITY carrier
  TIMESTAMP event_ts
  CREATED created_ts
  COMMENT 'Punctuality of an airline on a day in New York, known five hours after the day'
  FROM DELTA '${data}/carrier_delays';

-- The spine: every flight at its scheduled departure, and whether it came late.
CREATE OR REPLACE TABLE flights FROM DELTA '${data}/flights';

CREATE OR REPLACE FEATURE SERVICE flight_delay AS
  airport_weather,
  plane_history,
  carrier_delays
  COMMENT 'What the model of late flights reads';
