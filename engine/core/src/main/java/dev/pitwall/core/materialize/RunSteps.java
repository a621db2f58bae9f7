package dev.pitwall.core.materialize;

import dev.pitwall.core.registry.Watermark;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableChanges;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides what a run of MATERIALIZE without FROM reads (docs/decisions/032).
 *
 * @param store where the view's history is
 * @param table the history as it is now
 */
record RunSteps(FeatureViewSpec view, OfflineStore store, TableSnapshot table) {

  /** A run over all rows of a range. */
  RunStep range(MaterializedRows rows) {
    return new RunStep(task(), rows, Optional.empty());
  }

  /**
   * A run over what the last one did not see: rows after its watermark, which it left alone, and of
   * those before it the ones that were committed since. The latter are not before the former, so
   * that the store is seldom given a row that it then replaces.
   *
   * @param to the latest event timestamp
   */
  List<RunStep> since(Watermark last, long to) {
    Optional<TableSnapshot> added = added(last);
    if (added.isEmpty()) {
      String task = task() + ", all rows: more may have changed since version ";
      return List.of(
          new RunStep(task + last.tableVersion(), MaterializedRows.upTo(to), Optional.empty()));
    }
    List<RunStep> steps = new ArrayList<>();
    steps.add(range(new MaterializedRows(OptionalLong.of(last.to() + 1), to)));
    if (added.get().rowCount().orElse(1) > 0) {
      String task = task() + ", late rows since version " + last.tableVersion();
      steps.add(new RunStep(task, MaterializedRows.upTo(Math.min(last.to(), to)), added));
    }
    return steps;
  }

  private Optional<TableSnapshot> added(Watermark last) {
    boolean isSameTable = !table.tableId().isEmpty() && table.tableId().equals(last.tableId());
    return isSameTable && store instanceof TableChanges changes
        ? changes.added(table, last.tableVersion())
        : Optional.empty();
  }

  private String task() {
    return "materialize " + view.name();
  }
}
