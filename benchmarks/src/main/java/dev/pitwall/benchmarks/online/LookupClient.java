package dev.pitwall.benchmarks.online;

import java.util.List;

/** One connection over which drivers are looked up. Not thread-safe. */
public interface LookupClient extends AutoCloseable {
  /**
   * Every feature of some drivers.
   *
   * @return a row for each key in the order of the keys; NULL for what is not stored
   */
  List<List<Object>> answer(long[] keys);

  /** Fetches the same answer whole, and does nothing with it. */
  void fetch(long[] keys);

  @Override
  void close();
}
