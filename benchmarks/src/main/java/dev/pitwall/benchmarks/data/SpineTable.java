package dev.pitwall.benchmarks.data;

/**
 * A table of spine rows at random moments.
 *
 * @param name the table's name
 * @param rows how many rows
 * @param entities how many entities
 * @param choice how rows spread over entities
 * @param recent which last part of the time line the moments are from, from 0 to 1
 */
public record SpineTable(String name, int rows, int entities, EntityChoice choice, double recent) {
  /** A spine over the whole time line. */
  public static SpineTable over(String name, int rows, int entities, EntityChoice choice) {
    return new SpineTable(name, rows, entities, choice, 1);
  }
}
