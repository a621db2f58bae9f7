package dev.pitwall.core.planner.rule;

import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;

/**
 * Where the columns of a table are in the output of a node that filters, renames or reorders them.
 *
 * @param table what is read
 * @param columns the table's column behind each output column; null for a computed one
 */
public record ViewColumns(EngineTable table, List<Optional<String>> columns) {

  /** Looks through filters and projections; empty when there is no single table below them. */
  public static Optional<ViewColumns> of(RelNode node) {
    if (node instanceof TableScan scan) {
      return Optional.ofNullable(scan.getTable().unwrap(EngineTable.class))
          .map(table -> new ViewColumns(table, names(scan)));
    } else if (node instanceof Filter filter) {
      return of(filter.getInput());
    } else if (node instanceof Project project) {
      return of(project.getInput()).map(below -> below.through(project));
    }
    return Optional.empty();
  }

  private static List<Optional<String>> names(RelNode scan) {
    return scan.getRowType().getFieldNames().stream().map(Optional::of).toList();
  }

  private ViewColumns through(Project project) {
    return new ViewColumns(
        table,
        project.getProjects().stream()
            .map(
                expression ->
                    expression instanceof RexInputRef reference
                        ? columns.get(reference.getIndex())
                        : Optional.<String>empty())
            .toList());
  }

  /** The feature view, when the table is one. */
  public Optional<FeatureViewSpec> view() {
    return table instanceof HistoryTable history ? Optional.of(history.view()) : Optional.empty();
  }

  /** The output column that holds a column of the table. */
  public OptionalInt find(String column) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).filter(column::equalsIgnoreCase).isPresent())
        .findFirst();
  }
}
