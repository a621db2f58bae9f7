package dev.pitwall.benchmarks.streaming;

/**
 * What reading one answer to its end took.
 *
 * @param rows how many rows came
 * @param bytes of the vectors that came
 * @param seconds by the clock
 * @param processorSeconds of the server's process, on all cores
 */
public record StreamTime(long rows, long bytes, double seconds, double processorSeconds) {
  /** How fast the bytes came. */
  public double megabytesPerSecond() {
    return bytes / seconds / 1e6;
  }
}
