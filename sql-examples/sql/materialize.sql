-- Copies the latest row of every key to the online store..
MATERIALIZE airport_weather, plane_history, carrier_delays;
