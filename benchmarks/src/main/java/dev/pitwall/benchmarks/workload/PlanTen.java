package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.harness.Figures;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.harness.Median;
import dev.pitwall.benchmarks.harness.RunningContender;
import dev.pitwall.benchmarks.protocol.Request.Command;
import java.util.ArrayList;
import java.util.List;

/** Planning the query of {@code pit-ten}: a text that is new, and the same text again. */
public final class PlanTen implements Workload {
  private static final int PLANS_A_ROUND = 10;

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public Figures run(Bench bench) {
    Lane lane = Lane.pitwall(PitTen.query(bench));
    List<Double> cold = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    try (RunningContender pitwall = bench.contenders().start(lane)) {
      pitwall.ask(Command.PREPARE, lane.query());
      warmUp(pitwall, lane, bench.pace().warmUpSeconds());
      for (int i = 0; i < bench.pace().rounds() * PLANS_A_ROUND; i++) {
        cold.add(milliseconds(pitwall, lane, Command.PLAN_COLD));
        again.add(milliseconds(pitwall, lane, Command.PLAN_AGAIN));
      }
    }
    Figures figures = new Figures();
    figures.add("cold_ms", Median.of(cold));
    figures.add("cached_ms", Median.of(again));
    return figures;
  }

  /** Plans like a server that has been planning for a while. */
  private static void warmUp(RunningContender pitwall, Lane lane, double seconds) {
    double spent = 0;
    do {
      spent += milliseconds(pitwall, lane, Command.PLAN_COLD) / 1_000;
    } while (spent < seconds);
  }

  private static double milliseconds(RunningContender pitwall, Lane lane, Command command) {
    return pitwall.ask(command, lane.query()).seconds() * 1_000;
  }
}
