-- ASOF JOIN says everything in the query; the feature view's TTL does not apply.
SELECT s.sched_dep, s.origin, s.flight, w.event_ts, w.temp
FROM flights AS s
LEFT ASOF JOIN airport_weather AS w
  MATCH_CONDITION w.event_ts <= s.sched_dep
  ON w.origin = s.origin;

-- A lower bound is a TTL of its own, and the third term keeps out what was not yet written.
SELECT s.sched_dep, s.carrier, s.flight, c.event_ts, c.mean_dep_delay
FROM flights AS s
LEFT ASOF JOIN carrier_delays AS c
  MATCH_CONDITION c.event_ts <= s.sched_dep
    AND c.event_ts >= s.sched_dep - INTERVAL '6' HOUR
    AND c.created_ts <= s.sched_dep
  ON c.carrier = s.carrier;
