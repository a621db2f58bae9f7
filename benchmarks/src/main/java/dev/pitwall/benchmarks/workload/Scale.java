package dev.pitwall.benchmarks.workload;

/**
 * How large the tables are. Rows and entities grow together, so that each entity has as many rows
 * at every scale.
 *
 * @param name the name in commands and paths
 * @param factor 1 for the sizes that the workloads are named for
 * @param commits in how many commits 90 days of a table are written
 */
public record Scale(String name, double factor, int commits) {
  /** Seconds, for every day. */
  public static final Scale SMALL = new Scale("small", 1.0 / 20, 8);

  /** The sizes that the targets are about. */
  public static final Scale MEDIUM = new Scale("medium", 1, 8);

  /** Five times as large. */
  public static final Scale LARGE = new Scale("large", 5, 8);

  int of(int medium) {
    return (int) Math.round(medium * factor);
  }
}
