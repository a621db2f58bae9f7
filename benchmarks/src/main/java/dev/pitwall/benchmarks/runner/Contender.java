package dev.pitwall.benchmarks.runner;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import java.nio.file.Path;
import java.util.List;

/** One engine under test. Not thread-safe. */
interface Contender extends AutoCloseable {
  /** Gets ready to run a query. */
  void prepare(PointInTimeQuery query) throws Exception;

  /** Runs a query that was prepared: the number of rows, then the sum of each feature. */
  List<Double> run(PointInTimeQuery query) throws Exception;

  /** Writes {@code spine_id} and the features as Parquet files into a directory. */
  void answer(PointInTimeQuery query, Path directory) throws Exception;

  /** Plans a query that was prepared, as a text that was not seen before or as the last one. */
  void plan(PointInTimeQuery query, TextUse text) throws Exception;

  @Override
  void close() throws Exception;

  /** Whether a plan can come from a cache. */
  enum TextUse {
    NEW,
    SAME
  }
}
