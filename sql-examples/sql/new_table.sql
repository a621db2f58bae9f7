-- A feature view whose table does not exist yet: CREATE makes it where the columns are declared, with files divided by
-- day and sorted by carrier and time.
CREATE OR REPLACE FEATURE VIEW carrier_ratings (
  carrier VARCHAR,
  event_ts TIMESTAMP_LTZ,
  rating DOUBLE COMMENT 'from 0 to 5, of passengers'
)
ENTITY carrier TIMESTAMP event_ts TTL INTERVAL '30' DAY OFFLINE ONLY
OPTIONS (partition_by = 'DAY(event_ts)', sort_by = 'carrier, event_ts')
FROM DELTA '${data}/carrier_ratings';

INSERT INTO carrier_ratings
VALUES ('UA', '2013-01-01 10:00:00', 3.5), ('AA', '2013-01-01 11:00:00', 4), ('UA', '2013-01-02 10:00:00', 3);

-- One more feature; the rows that are there have NULL in it.
ALTER FEATURE VIEW carrier_ratings ADD COLUMN votes INTEGER COMMENT 'how many rated';

INSERT INTO carrier_ratings VALUES ('AA', '2013-01-02 11:00:00', 4.5, 12);

SELECT carrier, event_ts, rating, votes FROM carrier_ratings ORDER BY event_ts, carrier;

-- A job that may run again says which run it is. A table takes the rows of a run once: the second INSERT adds nothing.
SET insert_transaction = 'nightly:17';

INSERT INTO carrier_ratings VALUES ('DL', '2013-01-03 10:00:00', 4.2, 40);

INSERT INTO carrier_ratings VALUES ('DL', '2013-01-03 10:00:00', 4.2, 40);

SET insert_transaction = 'off';
