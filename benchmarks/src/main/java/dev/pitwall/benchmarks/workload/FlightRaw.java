package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.data.EntityChoice;
import dev.pitwall.benchmarks.data.FeatureTable;
import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Measurements;
import dev.pitwall.benchmarks.harness.Median;
import dev.pitwall.benchmarks.online.PitwallProcess;
import dev.pitwall.benchmarks.streaming.AnswerStream;
import dev.pitwall.benchmarks.streaming.BareFlightProcess;
import dev.pitwall.benchmarks.streaming.StreamTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The table of {@code pit-one} over Flight SQL, from its files and from a table of the session,
 * beside a bare Flight server that has the same batches in memory.
 */
public final class FlightRaw implements Workload {
  private static final String FILES = "SELECT * FROM stats";
  private static final String MEMORY = "SELECT * FROM kept";

  @Override
  public String name() {
    return "flight-raw";
  }

  @Override
  public Figures run(Bench bench) {
    Path own = bench.directory().resolve("flight-raw");
    try (PitwallProcess server = PitwallProcess.start(own)) {
      server.run(List.of("CREATE TABLE stats FROM DELTA '" + table(bench) + "'"));
      List<String> keep = List.of("CREATE TEMPORARY TABLE kept AS " + FILES);
      try (BareFlightProcess bare =
              BareFlightProcess.start(server, FILES, own.resolve("bare.txt"));
          AnswerStream flight = AnswerStream.of(bare);
          AnswerStream files = AnswerStream.of(server, List.of(), FILES);
          AnswerStream memory = AnswerStream.of(server, keep, MEMORY)) {
        return compare(bench, flight, files, memory);
      }
    }
  }

  private static Path table(Bench bench) {
    Scale scale = bench.scale();
    return bench
        .tables()
        .make(
            FeatureTable.drivers(
                "driver_stats",
                scale.of(20_000_000),
                scale.of(100_000),
                EntityChoice.UNIFORM,
                scale.commits()));
  }

  private static Figures compare(
      Bench bench, AnswerStream flight, AnswerStream files, AnswerStream memory) {
    List<AnswerStream> streams = List.of(flight, files, memory);
    if (streams.stream().mapToLong(AnswerStream::sumOfKeys).distinct().count() != 1) {
      throw new IllegalStateException("the servers do not send the same rows");
    }
    streams.forEach(stream -> warmUp(stream, bench.pace().warmUpSeconds()));
    List<List<StreamTime>> rounds = new ArrayList<>();
    for (int round = 1; round <= bench.pace().rounds(); round++) {
      List<StreamTime> times = streams.stream().map(AnswerStream::time).toList();
      rounds.add(times);
      bench.progress().accept(line(round, bench.pace().rounds(), times));
    }
    return figures(rounds);
  }

  private static void warmUp(AnswerStream stream, double seconds) {
    double spent = 0;
    do {
      spent += stream.time().seconds();
    } while (spent < seconds);
  }

  private static String line(int round, int rounds, List<StreamTime> times) {
    return String.format(
        Locale.ROOT,
        "round %d of %d: bare %.3f s (cpu %.3f), files %.3f s (cpu %.3f), memory %.3f s (cpu %.3f)",
        round,
        rounds,
        times.get(0).seconds(),
        times.get(0).processorSeconds(),
        times.get(1).seconds(),
        times.get(1).processorSeconds(),
        times.get(2).seconds(),
        times.get(2).processorSeconds());
  }

  private static Figures figures(List<List<StreamTime>> rounds) {
    Figures figures = new Figures();
    figures.add("mb_per_s", median(rounds, times -> times.get(1).megabytesPerSecond()));
    figures.add("flight_mb_per_s", median(rounds, times -> times.get(0).megabytesPerSecond()));
    figures.add("ratio_vs_flight", median(rounds, times -> ratio(times, 1)));
    figures.add("memory_ratio_vs_flight", median(rounds, times -> ratio(times, 2)));
    figures.add(
        "memory_cpu_ratio_vs_flight",
        median(
            rounds,
            times ->
                Measurements.processorRatio(
                    times.get(0).processorSeconds(), times.get(2).processorSeconds())));
    return figures;
  }

  private static double ratio(List<StreamTime> times, int of) {
    return times.get(0).seconds() / times.get(of).seconds();
  }

  private static double median(
      List<List<StreamTime>> rounds, ToDoubleFunction<List<StreamTime>> of) {
    return Median.of(rounds.stream().map(of::applyAsDouble).toList());
  }
}
