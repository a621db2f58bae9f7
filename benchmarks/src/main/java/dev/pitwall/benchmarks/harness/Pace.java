package dev.pitwall.benchmarks.harness;

/**
 * How often contenders run.
 *
 * @param rounds how often each contender is timed
 * @param warmUpSeconds how long each one runs before that, at least once
 */
public record Pace(int rounds, double warmUpSeconds) {
  public Pace {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, not " + rounds);
    }
  }
}
