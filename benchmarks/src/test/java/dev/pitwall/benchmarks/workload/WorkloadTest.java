package dev.pitwall.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.benchmarks.harness.ContenderProcesses;
import dev.pitwall.benchmarks.harness.Contenders;
import dev.pitwall.benchmarks.harness.Pace;
import dev.pitwall.benchmarks.harness.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {
  private static final Scale TINY = new Scale("tiny", 1.0 / 1_000, 2);
  private static final Load LOAD = new Load(4, 1.0 / 60, 50);

  /** All tests use the same tables. */
  @TempDir static Path directory;

  private final List<String> progress = new ArrayList<>();

  @Test
  void pitOneComparesAnswersAndMemory() {
    assertThat(figures(new PitOne(), 2))
        .containsExactly(
            "pitwall_s",
            "duckdb_s",
            "ratio_vs_duckdb",
            "cpu_ratio_vs_duckdb",
            "peak_mb",
            "peak_ratio_vs_duckdb");
    assertThat(progress)
        .contains("pitwall pit_one and duckdb pit_one agree; rows compared: 1000")
        .anyMatch(line -> line.startsWith("round 2 of 2: pitwall pit_one "));
  }

  @Test
  void contenderCanRunInProcessOfItsOwn() {
    Contenders processes = new ContenderProcesses(directory, progress::add);
    assertThat(figures(new PitOne(), List.of(), processes, 1))
        .containsExactly("pitwall_s", "peak_mb");
  }

  @Test
  void pitTenAgreesOnRowsThatExpire() {
    assertThat(figures(new PitTen(), 1)).contains("ratio_vs_duckdb", "peak_mb");
    assertThat(progress).contains("pitwall pit_ten and duckdb pit_ten agree; rows compared: 1000");
  }

  @Test
  void pitGrowthHasTheSameAnswerOnLongerHistories() {
    assertThat(figures(new PitGrowth(), 1)).contains("growth");
    assertThat(progress)
        .contains(
            "pitwall times1 and pitwall times3 agree; rows compared: 1000",
            "pitwall times1 and pitwall times10 agree; rows compared: 1000",
            "pitwall times1 and duckdb times10 agree; rows compared: 1000");
  }

  @Test
  void pitHotComparesBothOfItsQueries() {
    assertThat(figures(new PitHot(), 1)).contains("slowdown");
    assertThat(progress)
        .contains(
            "pitwall entityless and duckdb entityless agree; rows compared: 1000",
            "pitwall hot_key and duckdb hot_key agree; rows compared: 1000");
  }

  @Test
  void planIsMeasuredColdAndAgain() {
    assertThat(figures(new PlanTen(), 1)).containsExactly("cold_ms", "cached_ms");
  }

  @Test
  void onlineLooksUpThroughTheServerAndWithLettuce() {
    assertThat(figures(new OnlineLookups(0.2), 1))
        .contains(
            "p99_ms_batch1",
            "p99_ms_batch10",
            "p99_ms_batch100",
            "flight_p99_ms_batch100",
            "keys_per_s",
            "ratio_vs_lettuce");
    assertThat(progress).contains("pitwall and lettuce agree");
  }

  @Test
  void materializeIsMeasuredBesideRedisBenchmark() {
    assertThat(figures(new MaterializeViews(), 1))
        .containsExactly("features_per_s", "ratio_vs_redis_benchmark");
  }

  @Test
  void scanReadsTheSameAsDuckDbOnOneCoreAndOnTwo() {
    assertThat(figures(new ScanTable(), 1))
        .contains("pitwall_s_key_time_1", "duckdb_s_all_2", "ratio_vs_duckdb")
        .hasSize(9);
    assertThat(progress).anyMatch(line -> line.startsWith("all_2: "));
  }

  @Test
  void scanReadsABucketBesideReadingItsBytes() {
    assertThat(figures(new ScanBucket(), 1))
        .containsExactlyInAnyOrder(
            "mb_key_time",
            "pitwall_s_key_time",
            "raw_s_key_time",
            "local_s_key_time",
            "mb_all",
            "pitwall_s_all",
            "raw_s_all",
            "local_s_all",
            "ratio_vs_raw");
  }

  @Test
  void flightRawReadsFilesAndMemoryBesideBareFlight() {
    assertThat(figures(new FlightRaw(), 1))
        .contains("ratio_vs_flight", "memory_ratio_vs_flight", "mb_per_s");
    assertThat(progress).anyMatch(line -> line.startsWith("round 1 of 1: bare "));
  }

  @Test
  void soakFindsNoErrorAndNothingHeld() {
    assertThat(figures(new Soak(0.5, 0), 1)).contains("p99_ms_idle", "p99_ms_load", "freed_ms");
    assertThat(progress).anyMatch(line -> line.startsWith("before: "));
  }

  private List<String> figures(Workload workload, int rounds) {
    return figures(workload, List.of(Peer.DUCKDB), new InProcess(directory), rounds);
  }

  /** The keys of the last line; their values must be numbers. */
  private List<String> figures(
      Workload workload, List<Peer> peers, Contenders contenders, int rounds) {
    Pace pace = new Pace(rounds, 0);
    Bench bench = new Bench(TINY, directory, peers, contenders, pace, LOAD, progress::add);
    String line = workload.run(bench).line(workload.name());
    String start = "bench " + workload.name() + ": ";
    assertThat(line).startsWith(start);
    return Arrays.stream(line.substring(start.length()).split(" "))
        .peek(figure -> assertThat(figure).matches("\\w+=\\d+(\\.\\d+)?"))
        .map(figure -> figure.substring(0, figure.indexOf('=')))
        .toList();
  }
}
