-- The same training set by the feature service's name: the columns of the spine, then all features of the service.
SELECT *
FROM TABLE(POINT_IN_TIME(
  SPINE => TABLE flights,
  AT => DESCRIPTOR(sched_dep),
  SERVICE => 'flight_delay',
  KNOWN_BY => TRUE));
