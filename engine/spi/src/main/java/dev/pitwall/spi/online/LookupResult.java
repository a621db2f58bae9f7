package dev.pitwall.spi.online;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The answer to a {@link LookupRequest}: one row for each key, in the order of the keys. Vectors:
 * the features asked for, then {@link #EVENT_TIMESTAMP} (Timestamp(MICRO, no zone), NULL where no
 * row was found), then {@link #STATUS} (Utf8, the name of a {@link LookupStatus}, never NULL).
 *
 * @param rows owned by whoever holds the result, who closes it
 */
public record LookupResult(VectorSchemaRoot rows) implements AutoCloseable {
  public static final String EVENT_TIMESTAMP = "$event_timestamp";
  public static final String STATUS = "$status";

  @Override
  public void close() {
    rows.close();
  }
}
