package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.EntityChoice;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.harness.Median;
import dev.pitwall.benchmarks.harness.Peer;
import dev.pitwall.benchmarks.harness.PythonEnvironments;
import dev.pitwall.benchmarks.harness.RunningContender;
import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.Request.Command;
import dev.pitwall.benchmarks.runner.PitwallSql;
import dev.pitwall.benchmarks.streaming.PandasReader;
import java.util.List;

/** The training set of {@code pit-one} over Flight SQL into a pandas frame. */
public final class PitStream implements Workload {
  @Override
  public String name() {
    return "pit-stream";
  }

  @Override
  public Figures run(Bench bench) {
    PointInTimeQuery query =
        PitOne.query(bench, EntityChoice.UNIFORM, List.of("driver_id"), "pit_stream");
    PitwallSql sql = new PitwallSql(query);
    PandasReader pandas =
        new PandasReader(
            new PythonEnvironments(bench.directory().resolve("python"), bench.progress()));
    try (PitwallProcess server = PitwallProcess.start(bench.directory().resolve("pit-stream"))) {
      server.run(sql.definitions());
      PandasReader.Reading reading =
          pandas.read(
              server,
              sql.trainingSet(),
              query.outputs(),
              bench.pace().rounds(),
              bench.pace().warmUpSeconds());
      compare(bench, query, reading.digest());
      return figures(reading);
    }
  }

  /** The frame has to hold what DuckDB finds; sums depend on the order of rows, in their end. */
  private static void compare(Bench bench, PointInTimeQuery query, List<Double> frame) {
    List<Double> expected;
    try (RunningContender duckDb = bench.contenders().start(Lane.of(Peer.DUCKDB, query))) {
      duckDb.ask(Command.PREPARE, query);
      expected = duckDb.ask(Command.RUN, query).digest();
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!(Math.abs(frame.get(i) - expected.get(i)) <= 1e-6 * Math.abs(expected.get(i)))) {
        throw new IllegalStateException("the frame sums up to " + frame + ", not " + expected);
      }
    }
    bench.progress().accept("the frame and duckdb agree");
  }

  private static Figures figures(PandasReader.Reading reading) {
    Figures figures = new Figures();
    figures.add("rows_per_s", reading.digest().get(0) / Median.of(reading.seconds()));
    figures.add("client_cpu_s", Median.of(reading.processorSeconds()));
    return figures;
  }
}
