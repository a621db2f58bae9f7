package dev.pitwall.core.planner.sanity;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.session.SessionSettings.OnlineScan;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.LakeRowsTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.execution.plan.AsofJoinPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.execution.plan.SourcePlan;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/**
 * Checks a finished plan against what was recognised: every match still has its bound, its TTL and
 * its cutoff, or its table is not read any more. A rule that loses one of them would show the
 * future without a word; so such a plan is a defect, and is not run.
 */
public final class NoFutureLeakChecker {
  private final List<Match> expected = new ArrayList<>();
  private final List<TableSource> read = new ArrayList<>();

  /**
   * What of a match must never change.
   *
   * @param table what the feature rows are read from; empty when that is not one stored table
   */
  private record Match(
      String name,
      MatchPolicy.Bound bound,
      OptionalLong timeToLiveMicros,
      MatchPolicy.Cutoff cutoff,
      Optional<TableSource> table) {
    static Match of(String name, MatchPolicy policy, Optional<TableSource> table) {
      return new Match(name, policy.bound(), policy.timeToLiveMicros(), policy.cutoff(), table);
    }
  }

  /**
   * Takes note of the matches of a query.
   *
   * @param recognised its algebra, after point-in-time joins were recognised
   */
  public NoFutureLeakChecker(RelNode recognised) {
    collect(recognised);
  }

  private void collect(RelNode node) {
    if (node instanceof PointInTimeJoin join) {
      for (int i = 0; i < join.matches().size(); i++) {
        FeatureMatch match = join.matches().get(i);
        List<TableSource> tables = new ArrayList<>();
        collectTables(join.features().get(i), tables);
        Optional<TableSource> single =
            tables.size() == 1 ? Optional.of(tables.get(0)) : Optional.empty();
        expected.add(Match.of(match.name(), match.policy(), single));
      }
    }
    source(node).ifPresent(read::add);
    node.getInputs().forEach(this::collect);
  }

  private static void collectTables(RelNode node, List<TableSource> tables) {
    source(node).ifPresent(tables::add);
    node.getInputs().forEach(input -> collectTables(input, tables));
  }

  private static Optional<TableSource> source(RelNode node) {
    if (!(node instanceof TableScan scan)) {
      return Optional.empty();
    }
    EngineTable table = scan.getTable().unwrap(EngineTable.class);
    if (table instanceof HistoryTable history) {
      return Optional.of(history.view().source());
    }
    return table instanceof LakeRowsTable lake
        ? Optional.of(lake.table().source())
        : Optional.empty();
  }

  /**
   * Checks the plan of the query.
   *
   * @throws PitwallException INTERNAL_ERROR when a match lost what bounds it, or an online table is
   *     read whole though the session does not allow it
   */
  public void check(PhysicalPlan plan, OnlineScan onlineScan) {
    List<PhysicalPlan> nodes = new ArrayList<>();
    collect(plan, nodes);
    if (onlineScan == OnlineScan.OFF) {
      nodes.forEach(NoFutureLeakChecker::checkSource);
    }
    List<Match> lost = new ArrayList<>(expected);
    for (PhysicalPlan node : nodes) {
      if (node instanceof PointInTimeJoinPlan join) {
        join.features().forEach(feature -> removeOne(lost, feature.name(), feature.policy()));
      } else if (node instanceof AsofJoinPlan join) {
        removeOne(lost, join.feature().name(), join.feature().policy());
      }
    }
    for (Match match : lost) {
      match.table().ifPresent(table -> checkUnread(match, table, lost, nodes));
    }
  }

  private static void collect(PhysicalPlan plan, List<PhysicalPlan> nodes) {
    nodes.add(plan);
    plan.inputs().forEach(input -> collect(input, nodes));
  }

  private static void removeOne(List<Match> lost, String name, MatchPolicy policy) {
    lost.stream()
        .filter(match -> match.equals(Match.of(name, policy, match.table())))
        .findFirst()
        .ifPresent(lost::remove);
  }

  /** A match may go when its rows are not read any more: as often as it went, one scan less. */
  private void checkUnread(
      Match match, TableSource table, List<Match> lost, List<PhysicalPlan> nodes) {
    long before = read.stream().filter(table::equals).count();
    long after =
        nodes.stream().filter(node -> node instanceof ScanPlan scan && isOf(scan, table)).count();
    long gone = lost.stream().filter(other -> other.table().equals(match.table())).count();
    if (before - after < gone) {
      throw defect(
          "the point-in-time join with " + match.name() + " lost its bound, TTL or cutoff");
    }
  }

  private static boolean isOf(ScanPlan scan, TableSource table) {
    return scan.scan().snapshot().source().equals(table);
  }

  private static void checkSource(PhysicalPlan node) {
    if (node instanceof SourcePlan source
        && source.name().startsWith(TableDirectory.ONLINE + ".")) {
      throw defect(source.name() + " would be read whole");
    }
  }

  private static PitwallException defect(String what) {
    return new PitwallException(
        ErrorCode.INTERNAL_ERROR, "the plan is wrong and was not run: " + what);
  }
}
