package dev.pitwall.spi.model;

/** In which stores a feature view may be asked for. */
public enum Availability {
  /** Full history offline, and the latest row of each entity online once materialized. */
  ONLINE,
  /** History only; never materialized. */
  OFFLINE_ONLY
}
