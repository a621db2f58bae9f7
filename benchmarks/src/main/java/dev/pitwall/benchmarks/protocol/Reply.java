package dev.pitwall.benchmarks.protocol;

import java.util.List;

/**
 * What a contender's process answers: one line of JSON on its standard output.
 *
 * @param seconds how long it took
 * @param processorSeconds how much processor time the process took meanwhile, on all cores
 * @param digest for a run, the number of rows, then the sum of each feature; else empty
 * @param peakKilobytes the most memory that the process has had resident so far
 * @param error what went wrong; null when nothing did
 */
public record Reply(
    double seconds,
    double processorSeconds,
    List<Double> digest,
    long peakKilobytes,
    String error) {
  public Reply {
    digest = digest == null ? List.of() : List.copyOf(digest);
  }
}
