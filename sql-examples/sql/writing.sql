-- Adding rows to a feature view, each INSERT in one commit: values, or the rows of any query.
-- Columns that are not named are NULL; the join key and the event timestamp have to be there.
INSERT INTO carrier_delays (carrier, event_ts, created_ts, flights, mean_dep_delay)
VALUES ('ZZ', TIMESTAMP '2014-01-01 05:00:00', TIMESTAMP '2014-01-01 10:00:00', 12, 4.5),
       ('ZZ', TIMESTAMP '2014-01-02 05:00:00', TIMESTAMP '2014-01-02 10:00:00', 15, 3);

INSERT INTO carrier_delays
SELECT 'YY', event_ts, created_ts, flights, mean_dep_delay, cancelled_share
FROM carrier_delays
WHERE carrier = 'ZZ';

-- The table as it was before, by version or by time (UTC), wherever a table is named.
SELECT COUNT(*) AS rows_before FROM carrier_delays FOR VERSION AS OF 0;

SELECT s.sched_dep, s.carrier, s.late, c.mean_dep_delay
FROM flights FOR VERSION AS OF 0 AS s
LEFT JOIN carrier_delays FOR TIMESTAMP AS OF '2999-01-01 00:00:00' FOR SYSTEM_TIME AS OF s.sched_dep AS c
  ON c.carrier = s.carrier
WHERE s.carrier = 'HA';

-- Every commit of a view's table, the newest first.
DESCRIBE HISTORY carrier_delays;

-- A training set remembers the versions that it read: it answers the same whatever is added later.
CREATE OR REPLACE TRAINING SET late_flights AS
SELECT s.sched_dep, s.carrier, s.flight, s.late, c.mean_dep_delay
FROM flights AS s
LEFT JOIN carrier_delays FOR SYSTEM_TIME AS OF s.sched_dep AS c
  ON c.carrier = s.carrier AND c.created_ts <= s.sched_dep
WHERE s.carrier IN ('HA', 'YV')
ORDER BY s.sched_dep, s.carrier, s.flight;

SELECT * FROM training_sets.late_flights;

DESCRIBE TRAINING SET late_flights;
