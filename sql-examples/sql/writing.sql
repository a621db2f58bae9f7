-- Adding rows to a feature view, each INSERT in one commit: values, or the rows of any query.
-- Columns that are not named are NULL; the join key and the event timestamp have to be there.
INSERT INTO carrier_delays (carrier, event_ts, created_ts, flights, mean_dep_delay)
VALUES ('ZZ', TIMESTAMP '2014-01-01 05:00:00', TIMESTAMP '2014-01-01 10:00:00', 12, 4.5),
       ('ZZ', TIMESTAMP '2014-01-02 05:00:00', TIMESTAMP '2014-01-02 10:00:00', 15, 3);

INSERT INTO carrier_delays
SELECT 'YY', event_ts, created_ts, flights, mean_dep_delay, cancelled_share
FROM carrier_delays
WHERE carrier = 'ZZ';
