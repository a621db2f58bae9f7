package dev.pitwall.benchmarks.soak;

import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.streaming.AnswerStream;
import java.util.List;

/**
 * A query with a large answer, which is the same each time.
 *
 * @param sumOfKeys of the first column
 */
public record LargeQuery(String sql, long sumOfKeys) {
  /** Asks a server for the first time. */
  public static LargeQuery of(PitwallProcess server, String sql) {
    return new LargeQuery(sql, ask(server, sql));
  }

  /**
   * Asks again, over a new connection.
   *
   * @throws IllegalStateException when the answer breaks off or is another one
   */
  void repeat(PitwallProcess server) {
    long sum = ask(server, sql);
    if (sum != sumOfKeys) {
      throw new IllegalStateException("the keys sum up to " + sum + ", not " + sumOfKeys);
    }
  }

  private static long ask(PitwallProcess server, String sql) {
    try (AnswerStream stream = AnswerStream.of(server, List.of(), sql)) {
      return stream.sumOfKeys();
    }
  }
}
