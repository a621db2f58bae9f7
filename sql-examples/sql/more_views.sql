-- Seven more views over the tables that the demo has: a view may take some of a table's columns, and have a TTL of its own.
CREATE OR REPLACE FEATURE VIEW airport_wind (origin VARCHAR, event_ts TIMESTAMP_LTZ, wind_speed DOUBLE)
  ENTITY airport TIMESTAMP event_ts TTL INTERVAL '1' HOUR FROM DELTA '${data}/airport_weather';
CREATE OR REPLACE FEATURE VIEW airport_rain (origin VARCHAR, event_ts TIMESTAMP_LTZ, precip DOUBLE, humid DOUBLE)
  ENTITY airport TIMESTAMP event_ts TTL INTERVAL '3' HOUR FROM DELTA '${data}/airport_weather';
CREATE OR REPLACE FEATURE VIEW airport_sight (origin VARCHAR, event_ts TIMESTAMP_LTZ, visib DOUBLE)
  ENTITY airport TIMESTAMP event_ts TTL INTERVAL '2' HOUR FROM DELTA '${data}/airport_weather';
CREATE OR REPLACE FEATURE VIEW plane_delays (tailnum VARCHAR, event_ts TIMESTAMP_LTZ, last_arr_delay INTEGER, mean_delay_7d DOUBLE)
  ENTITY plane TIMESTAMP event_ts TTL INTERVAL '7' DAY FROM DELTA '${data}/plane_history';
CREATE OR REPLACE FEATURE VIEW plane_places (tailnum VARCHAR, event_ts TIMESTAMP_LTZ, last_dest VARCHAR)
  ENTITY plane TIMESTAMP event_ts TTL INTERVAL '1' DAY FROM DELTA '${data}/plane_history';
CREATE OR REPLACE FEATURE VIEW carrier_cancellations (carrier VARCHAR, event_ts TIMESTAMP_LTZ, created_ts TIMESTAMP_LTZ, cancelled_share DOUBLE)
  ENTITY carrier TIMESTAMP event_ts CREATED created_ts TTL INTERVAL '7' DAY FROM DELTA '${data}/carrier_delays';
CREATE OR REPLACE FEATURE VIEW carrier_size (carrier VARCHAR, event_ts TIMESTAMP_LTZ, created_ts TIMESTAMP_LTZ, flights INTEGER)
  ENTITY carrier TIMESTAMP event_ts CREATED created_ts TTL INTERVAL '30' DAY FROM DELTA '${data}/carrier_delays';
