package dev.pitwall.spi.online;

/**
 * What became of a batch of rows.
 *
 * @param written rows stored
 * @param superseded rows dropped because the store already held a newer one, or the same batch did
 */
public record WriteSummary(long written, long superseded) {
  public WriteSummary plus(WriteSummary other) {
    return new WriteSummary(written + other.written, superseded + other.superseded);
  }
}
