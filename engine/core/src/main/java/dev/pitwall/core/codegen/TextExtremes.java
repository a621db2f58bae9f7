package dev.pitwall.core.codegen;

import dev.pitwall.core.function.StaticFunction;
import dev.pitwall.core.function.TextBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
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

/**
 * Has texts put in order by code point where aggregates order them: MIN, MAX, the key of ARG_MIN
 * and ARG_MAX, and WITHIN GROUP. Calcite's code would order them by UTF-16.
 */
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
            && aggregate.getAggCallList().stream().anyMatch(call -> ordersTexts(call, aggregate))
        ? new TextExtremes(aggregate).projected()
        : node;
  }

  private static boolean isOfTexts(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return (kind == SqlKind.MIN || kind == SqlKind.MAX) && SqlTypeUtil.inCharFamily(call.getType());
  }

  private static boolean ordersTexts(AggregateCall call, Aggregate aggregate) {
    return isOfTexts(call)
        || orderingColumns(call).anyMatch(column -> isText(aggregate.getInput(), column));
  }

  /** The columns that a call orders rows by, besides the one whose extreme it finds. */
  private static IntStream orderingColumns(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return kind == SqlKind.ARG_MIN || kind == SqlKind.ARG_MAX
        ? IntStream.of(call.getArgList().get(1))
        : call.getCollation().getFieldCollations().stream()
            .mapToInt(RelFieldCollation::getFieldIndex);
  }

  private static boolean isText(RelNode input, int column) {
    return SqlTypeUtil.inCharFamily(input.getRowType().getFieldList().get(column).getType());
  }

  private RelNode projected() {
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream()
            .map(call -> isOfTexts(call) ? ofBytes(call) : orderedByBytes(call))
            .toList();
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
    RelDataType type = rex.getTypeFactory().createSqlType(SqlTypeName.VARBINARY);
    return AggregateCall.create(
        call.getParserPosition(),
        call.getAggregation(),
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        List.of(bytes(call.getArgList().get(0))),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        rex.getTypeFactory().createTypeWithNullability(type, call.getType().isNullable()),
        call.getName());
  }

  private AggregateCall orderedByBytes(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    if (kind == SqlKind.ARG_MIN || kind == SqlKind.ARG_MAX) {
      List<Integer> arguments = call.getArgList();
      return call.withArgList(List.of(arguments.get(0), ordered(arguments.get(1))));
    }
    return call.withCollation(
        RelCollations.of(
            call.getCollation().getFieldCollations().stream()
                .map(field -> field.withFieldIndex(ordered(field.getFieldIndex())))
                .toList()));
  }

  private int ordered(int column) {
    return isText(aggregate.getInput(), column) ? bytes(column) : column;
  }

  /** A further column with the bytes of a text, which are in the order of its code points. */
  private int bytes(int column) {
    inputs.add(rex.makeCall(BYTES, inputs.get(column)));
    return inputs.size() - 1;
  }
}
