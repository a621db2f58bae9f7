-- Every flight with what was known at its scheduled departure. The carrier's hour counts only when it had been
-- written by then (created_ts), not merely ended.
SELECT s.sched_dep, s.origin, s.carrier, s.flight, s.tailnum, s.dest,
       w.temp, w.wind_speed, w.precip, w.visib,
       p.last_arr_delay, p.flights_today, p.mean_delay_7d,
       c.mean_dep_delay, c.cancel_share,
       s.arrived_late
FROM flights AS s
LEFT JOIN airport_weather FOR SYSTEM_TIME AS OF s.sched_dep AS w
  ON w.origin = s.origin
LEFT JOIN plane_history FOR SYSTEM_TIME AS OF s.sched_dep AS p
  ON p.tailnum = s.tailnum
LEFT JOIN carrier_delays FOR SYSTEM_TIME AS OF s.sched_dep AS c
  ON c.carrier = s.carrier AND c.created_ts <= s.sched_dep;
