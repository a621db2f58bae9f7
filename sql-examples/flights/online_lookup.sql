-- Copies the newest row of each key to the online store, then reads some by key, as a prediction would.
MATERIALIZE airport_weather, plane_history, carrier_delays;

SELECT * FROM online.airport_weather WHERE origin IN ('EWR', 'JFK', 'LGA');

SELECT tailnum, last_arr_delay, mean_delay_7d, "$status"
FROM online.plane_history
WHERE tailnum IN ('N14228', 'N24211', 'N00000');
