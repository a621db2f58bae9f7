package dev.pitwall.benchmarks.micro;

import dev.pitwall.core.query.result.PreparedQuery;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** Planning a point-in-time join of some views, as a text that is new each time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/java.nio=ALL-UNNAMED")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PlannerBenchmark {
  private static final String JOIN =
      " LEFT JOIN v%1$d FOR SYSTEM_TIME AS OF s.at_ts AS f%1$d ON f%1$d.driver_id = s.driver_id";

  /** How many views are joined. */
  @Param({"1", "10"})
  public int views;

  private TablesInMemory tables;
  private String sql;
  private int texts;

  /** Defines the views. */
  @Setup(Level.Trial)
  public void open() {
    tables = new TablesInMemory(10);
    tables.spine(10);
    IntStream.range(0, views).forEach(view -> tables.view("v" + view, 10));
    sql = "SELECT " + each("f%1$d.feature", ", ") + " FROM spine AS s" + each(JOIN, "");
  }

  private String each(String format, String separator) {
    return IntStream.range(0, views)
        .mapToObj(view -> String.format(Locale.ROOT, format, view))
        .collect(Collectors.joining(separator));
  }

  /** Parses, validates and plans. */
  @Benchmark
  public PreparedQuery cold() {
    String unseen = sql + " WHERE s.driver_id <> -" + texts++;
    return tables.engine().engine().prepare(tables.engine().session(), unseen);
  }

  /** Drops the views. */
  @TearDown(Level.Trial)
  public void close() {
    tables.close();
  }
}
