package dev.pitwall.spi.model;

import java.util.Locale;

/** The formats a lake table can have; each is served by the offline store that names it. */
public enum SourceFormat {
  DELTA,
  PARQUET,
  CSV;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
