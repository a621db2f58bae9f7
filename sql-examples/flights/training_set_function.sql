-- The same training set, by the name of the feature service.
SELECT *
FROM TABLE(POINT_IN_TIME(
  SPINE => TABLE flights,
  AT => DESCRIPTOR(sched_dep),
  SERVICE => 'arrival_delay',
  KNOWN_BY => TRUE));

-- Some features, by their own names.
SELECT *
FROM TABLE(POINT_IN_TIME(
  SPINE => TABLE flights,
  AT => DESCRIPTOR(sched_dep),
  FEATURES => ARRAY['airport_weather:temp', 'plane_history:last_arr_delay']));
