package dev.pitwall.flight.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How answers go out.
 *
 * @param batchBytes of a batch at most, unless one row is larger; ADBC refuses messages over 16 MiB
 * @param batchRows of a batch at most
 * @param queuedBytes that may wait for one slow client before the query is made to wait
 * @param concurrent answers being sent at once, of all clients together
 * @param drain how long running answers may take to end when the server is stopped
 */
public record StreamLimits(
    long batchBytes, int batchRows, int queuedBytes, int concurrent, Duration drain) {
  public StreamLimits {
    Objects.requireNonNull(drain, "drain");
  }

  /** The same limits but for the time that running answers have to end. */
  public StreamLimits withDrain(Duration newDrain) {
    return new StreamLimits(batchBytes, batchRows, queuedBytes, concurrent, newDrain);
  }

  /** Batches of 8 MiB or 64 Ki rows, 256 answers at once. */
  public static StreamLimits defaults() {
    return new StreamLimits(8L << 20, 1 << 16, 8 << 20, 256, Duration.ofSeconds(10));
  }
}
