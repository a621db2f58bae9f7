package dev.pitwall.benchmarks.protocol;

/**
 * What the harness asks of a contender's process: one line of JSON on its standard input.
 *
 * @param command what to do
 * @param query the query, of which {@code FINISH} has none
 * @param directory where an answer is to be written, for {@code ANSWER} only
 */
public record Request(Command command, PointInTimeQuery query, String directory) {
  /** What a contender can be asked. */
  public enum Command {
    /** Get ready to run the query: whatever is done once, however often it runs. */
    PREPARE,
    /** Run the query, and sum every feature up. */
    RUN,
    /** Write the answer as Parquet files: {@code spine_id} and the features. */
    ANSWER,
    /** Plan the query, as a text that was not seen before. */
    PLAN_COLD,
    /** Plan the query again, as the same text. */
    PLAN_AGAIN,
    /** Say how much memory was used, and end. */
    FINISH
  }

  public Request(Command command, PointInTimeQuery query) {
    this(command, query, null);
  }
}
