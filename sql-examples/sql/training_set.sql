-- A training set: each flight with what was known when it was due to leave.
-- Every LEFT JOIN keeps all flights; FOR SYSTEM_TIME AS OF takes the view's newest row at that time, within its TTL.
-- The last condition is a known-by cutoff: a day's figures count only once the nightly job has written them.
SELECT s.sched_dep, s.origin, s.tailnum, s.carrier, s.flight, s.dest, s.late,
       w.temp, w.dewp, w.humid, w.wind_speed, w.precip, w.pressure, w.visib,
       p.last_arr_delay, p.flights_today, p.mean_delay_7d, p.last_dest,
       c.flights, c.mean_dep_delay, c.cancelled_share
FROM flights AS s
LEFT JOIN airport_weather FOR SYSTEM_TIME AS OF s.sched_dep AS w
  ON w.origin = s.origin
LEFT JOIN plane_history FOR SYSTEM_TIME AS OF s.sched_dep AS p
  ON p.tailnum = s.tailnum
LEFT JOIN carrier_delays FOR SYSTEM_TIME AS OF s.sched_dep AS c
  ON c.carrier = s.carrier AND c.created_ts <= s.sched_dep;
