package dev.pitwall.core.codegen;

import dev.pitwall.core.function.StaticFunction;
import dev.pitwall.core.function.TextBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Has MIN and MAX of texts found by code point; Calcite's code would find them by UTF-16. */
final class TextExtremes {
  private static final StaticFunction BYTES = StaticFunction.of(TextBytes.class, "textBytes");
  private static final StaticFunction TEXT = StaticFunction.of(TextBytes.class, "bytesText");

  private final Aggregate aggregate;
  private final RexBuilder rex;
  private final List<RexNode> inputs;

  private TextExtremes(Aggregate aggregate) {
    this.aggregate = aggregate;
    this.rex = aggregate.getCluster().getRexBuilder();
    this.inputs = new ArrayList<>(rex.identityProjects(aggregate.getInput().getRowType()));
  }

  /** The same rows; a node that finds no such is left as it is. */
  static RelNode byCodePoint(RelNode node) {
    return node instanceof Aggregate aggregate
            && aggregate.getAggCallList().stream().anyMatch(TextExtremes::isOfTexts)
        ? new TextExtremes(aggregate).projected()
        : node;
  }

  private static boolean isOfTexts(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return (kind == SqlKind.MIN || kind == SqlKind.MAX) && SqlTypeUtil.inCharFamily(call.getType());
  }

  private RelNode projected() {
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream().map(c -> isOfTexts(c) ? ofBytes(c) : c).toList();
    RelNode input =
        LogicalProject.create(
            aggregate.getInput(), List.of(), inputs, (List<String>) null, Set.of());
    RelNode found =
        LogicalAggregate.create(
            input, List.of(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
    List<RexNode> outputs = new ArrayList<>(rex.identityProjects(found.getRowType()));
    for (int i = 0; i < calls.size(); i++) {
      int output = aggregate.getGroupCount() + i;
      if (isOfTexts(aggregate.getAggCallList().get(i))) {
        outputs.set(output, rex.makeCall(TEXT, outputs.get(output)));
      }
    }
    return LogicalProject.create(
        found, List.of(), outputs, aggregate.getRowType().getFieldNames(), Set.of());
  }

  private AggregateCall ofBytes(AggregateCall call) {
    RexNode bytes = rex.makeCall(BYTES, inputs.get(call.getArgList().get(0)));
    inputs.add(bytes);
    RelDataType type = rex.getTypeFactory().createSqlType(SqlTypeName.VARBINARY);
    return AggregateCall.create(
        call.getParserPosition(),
        call.getAggregation(),
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        List.of(inputs.size() - 1),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        rex.getTypeFactory().createTypeWithNullability(type, call.getType().isNullable()),
        call.getName());
  }
}
