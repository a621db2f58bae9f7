-- What there is.
SHOW ENTITIES;
SHOW FEATURE VIEWS;
SHOW FEATURE SERVICES;
DESCRIBE FEATURE VIEW plane_history;

-- Feature views are tables.
SELECT carrier, COUNT(*) AS windows, AVG(mean_dep_delay) AS mean_dep_delay
FROM carrier_delays
GROUP BY carrier
ORDER BY carrier;

-- How many flights were late, and how many did not arrive.
SELECT arrived_late, COUNT(*) AS flights FROM flights GROUP BY arrived_late;
