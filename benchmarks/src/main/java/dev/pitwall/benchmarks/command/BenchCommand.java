package dev.pitwall.benchmarks.command;

import dev.pitwall.benchmarks.harness.ContenderProcesses;
import dev.pitwall.benchmarks.harness.Contenders;
import dev.pitwall.benchmarks.harness.Pace;
import dev.pitwall.benchmarks.harness.Peer;
import dev.pitwall.benchmarks.workload.Bench;
import dev.pitwall.benchmarks.workload.FlightRaw;
import dev.pitwall.benchmarks.workload.Load;
import dev.pitwall.benchmarks.workload.MaterializeViews;
import dev.pitwall.benchmarks.workload.OnlineLookups;
import dev.pitwall.benchmarks.workload.PitGrowth;
import dev.pitwall.benchmarks.workload.PitHot;
import dev.pitwall.benchmarks.workload.PitOne;
import dev.pitwall.benchmarks.workload.PitStream;
import dev.pitwall.benchmarks.workload.PitTen;
import dev.pitwall.benchmarks.workload.PlanTen;
import dev.pitwall.benchmarks.workload.Scale;
import dev.pitwall.benchmarks.workload.ScanBucket;
import dev.pitwall.benchmarks.workload.ScanTable;
import dev.pitwall.benchmarks.workload.Soak;
import dev.pitwall.benchmarks.workload.Workload;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code pitwall bench}: Pitwall beside other engines, on the same files. */
@Command(
    name = "bench",
    description = {
      "Measure Pitwall beside other engines on the same files.",
      "The first run makes the tables; later ones use them."
    })
final class BenchCommand implements Callable<Integer> {
  private static final double WARM_UP_SECONDS = 15;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "WORKLOAD",
      completionCandidates = WorkloadNames.class,
      converter = WorkloadByName.class,
      description = "What to measure: ${COMPLETION-CANDIDATES}.")
  private Workload workload;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "medium",
      converter = ScaleByName.class,
      description = "How large: small, medium or large; default: ${DEFAULT-VALUE}.")
  private Scale scale;

  @Option(
      names = "--against",
      paramLabel = "PEER",
      split = ",",
      defaultValue = "duckdb",
      description = "Whom to measure against: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private List<Peer> peers;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each contender is timed; default: ${DEFAULT-VALUE}.")
  private int pairs;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "64",
      description = "Clients of soak, of all kinds together; default: ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description = "How long soak has them all at work; default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description =
          "Lookups a second of which online takes the latency; default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where tables and other files are kept; default: target/bench/SCALE.")
  private Optional<Path> data;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = data.orElseGet(() -> Path.of("target", "bench", scale.name()));
    Consumer<String> progress =
        line -> {
          out.println(line);
          out.flush();
        };
    Contenders contenders = new ContenderProcesses(directory, progress);
    Pace pace = new Pace(pairs, WARM_UP_SECONDS);
    Load load = new Load(clients, minutes, rate);
    Bench bench = new Bench(scale, directory, peers, contenders, pace, load, progress);
    progress.accept(workload.run(bench).line(workload.name()));
    return 0;
  }

  /** The workloads by name. */
  static final class WorkloadByName implements ITypeConverter<Workload> {
    private static final List<Workload> ALL =
        List.of(
            new PitOne(),
            new PitTen(),
            new PitGrowth(),
            new PitHot(),
            new PlanTen(),
            new OnlineLookups(),
            new MaterializeViews(),
            new ScanTable(),
            new ScanBucket(),
            new FlightRaw(),
            new PitStream(),
            new Soak());

    @Override
    public Workload convert(String name) {
      return ALL.stream()
          .filter(workload -> workload.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no workload " + name + "; there are " + List.copyOf(names())));
    }

    private static List<String> names() {
      return ALL.stream().map(Workload::name).toList();
    }
  }

  /** The names of all workloads. */
  static final class WorkloadNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return WorkloadByName.names().iterator();
    }
  }

  /** The scales by name. */
  static final class ScaleByName implements ITypeConverter<Scale> {
    @Override
    public Scale convert(String name) {
      return Stream.of(Scale.SMALL, Scale.MEDIUM, Scale.LARGE)
          .filter(scale -> scale.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("the scale is small, medium or large"));
    }
  }
}
