-- An ASOF join names the bounds itself and works on any table; here weather no older than two hours.
SELECT s.sched_dep, s.origin, s.carrier, s.flight, w.event_ts AS observed, w.visib
FROM flights AS s
LEFT ASOF JOIN airport_weather AS w
  MATCH_CONDITION w.event_ts <= s.sched_dep AND w.event_ts >= s.sched_dep - INTERVAL '2' HOUR
  ON w.origin = s.origin;
