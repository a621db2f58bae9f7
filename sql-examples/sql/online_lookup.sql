-- What serving code asks: the newest features of some keys, from the online store. Run materialize.sql first.
-- A key that is not stored is answered too; its "$status" says NOT_FOUND.
SELECT tailnum, last_arr_delay, flights_today, mean_delay_7d, last_dest, "$status"
FROM online.plane_history
WHERE tailnum IN ('N14228', 'N24211', 'NOSUCH');

SELECT carrier, flights, mean_dep_delay, cancelled_share, "$status"
FROM online.carrier_delays
WHERE carrier IN ('UA', 'B6');

-- The weather has a TTL, and the newest observation is of 2013: it is withheld, and the status says OUTSIDE_MAX_AGE.
SELECT origin, temp, wind_speed, visib, "$status", "$event_timestamp"
FROM online.airport_weather
WHERE origin IN ('EWR', 'JFK', 'LGA');
