package dev.pitwall.benchmarks.micro;

import dev.pitwall.testkit.engine.TestEngine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The point-in-time join of 50,000 rows with 500,000, both in Arrow memory as tables of a session,
 * so that no store is measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/java.nio=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PointInTimeJoinBenchmark {
  private static final String JOIN =
      "SELECT count(*), sum(f.feature) FROM session.spine AS s LEFT ASOF JOIN session.stats AS f"
          + " MATCH_CONDITION f.event_ts <= s.at_ts ON f.driver_id = s.driver_id";

  /** How many entities the rows are spread over. */
  @Param({"1", "100", "10000"})
  public int entities;

  private TablesInMemory tables;
  private TestEngine engine;

  /** Makes the tables. */
  @Setup(Level.Trial)
  public void open() {
    tables = new TablesInMemory(entities);
    tables.spine(50_000);
    tables.view("stats", 500_000);
    engine = tables.engine();
    engine.update("CREATE TEMPORARY TABLE spine AS SELECT * FROM lake.spine");
    engine.update("CREATE TEMPORARY TABLE stats AS SELECT * FROM features.stats");
  }

  /** The join, and the sum of what it found. */
  @Benchmark
  public List<List<Object>> join() {
    return engine.rows(JOIN);
  }

  /** Drops the tables. */
  @TearDown(Level.Trial)
  public void close() {
    tables.close();
  }
}
