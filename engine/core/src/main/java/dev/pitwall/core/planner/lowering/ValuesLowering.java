package dev.pitwall.core.planner.lowering;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Rows of literals. Where a row is no longer of literals, a projection computes it. */
final class ValuesLowering {
  private final RexLowering expressions;

  ValuesLowering(RexLowering expressions) {
    this.expressions = expressions;
  }

  RelNode lower(Values values) {
    RelDataType rowType = expressions.types().lower(values.getRowType());
    List<List<RexNode>> rows = values.getTuples().stream().map(this::row).toList();
    boolean literal = rows.stream().flatMap(List::stream).allMatch(RexLiteral.class::isInstance);
    return literal
        ? LogicalValues.create(values.getCluster(), rowType, tuples(rows))
        : projections(values, rowType, rows);
  }

  private List<RexNode> row(List<RexLiteral> tuple) {
    return tuple.stream().map(literal -> expressions.lower(literal)).toList();
  }

  private static ImmutableList<ImmutableList<RexLiteral>> tuples(List<List<RexNode>> rows) {
    return rows.stream()
        .map(
            row ->
                row.stream().map(RexLiteral.class::cast).collect(ImmutableList.toImmutableList()))
        .collect(ImmutableList.toImmutableList());
  }

  private RelNode projections(Values values, RelDataType rowType, List<List<RexNode>> rows) {
    List<RelNode> inputs = rows.stream().map(row -> projection(values, rowType, row)).toList();
    return inputs.size() == 1 ? inputs.get(0) : LogicalUnion.create(inputs, true);
  }

  private RelNode projection(Values values, RelDataType rowType, List<RexNode> row) {
    return LogicalProject.create(
        LogicalValues.createOneRow(values.getCluster()),
        List.of(),
        row,
        rowType.getFieldNames(),
        ImmutableSet.of());
  }
}
