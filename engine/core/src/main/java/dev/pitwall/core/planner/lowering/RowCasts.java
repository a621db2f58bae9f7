package dev.pitwall.core.planner.lowering;

import dev.pitwall.core.function.NullableRow;
import dev.pitwall.core.type.TypeParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Casts of rows, field by field, and of what has rows in it. */
final class RowCasts {
  private final RexBuilder builder;
  private final TypeLowering types;
  private final CastLowering casts;

  RowCasts(RexBuilder builder, TypeLowering types, CastLowering casts) {
    this.builder = builder;
    this.types = types;
    this.casts = casts;
  }

  /**
   * The value in exactly the type that stands for the one asked for; empty if there is no such
   * cast, as where rows within an array that is not written out would have to change.
   *
   * @param to holds rows
   */
  Optional<RexNode> cast(RexNode value, RelDataType from, RelDataType to) {
    RelDataType type = types.lower(to);
    if (from.getSqlTypeName() == SqlTypeName.NULL) {
      return Optional.of(builder.makeNullLiteral(type));
    }
    if (isSame(from, to)) {
      return Optional.of(
          value.getType().equals(type)
              ? value
              : builder.makeCall(type, SqlStdOperatorTable.REINTERPRET, List.of(value)));
    }
    if (from.isStruct() && to.isStruct()) {
      return row(value, from, to);
    }
    return value.isA(SqlKind.ARRAY_VALUE_CONSTRUCTOR) && to.getComponentType() != null
        ? array((RexCall) value, from.getComponentType(), to)
        : Optional.empty();
  }

  private Optional<RexNode> row(RexNode row, RelDataType from, RelDataType to) {
    boolean isWrittenOut = row.isA(SqlKind.ROW);
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < from.getFieldCount(); i++) {
      fields.add(
          isWrittenOut ? ((RexCall) row).getOperands().get(i) : builder.makeFieldAccess(row, i));
    }
    return all(fields, TypeParts.of(from), TypeParts.of(to))
        .map(
            cast ->
                isWrittenOut
                    ? builder.makeCall(types.lower(to), SqlStdOperatorTable.ROW, cast)
                    : NullableRow.of(builder, types.lower(to), row, cast));
  }

  private Optional<RexNode> array(RexCall array, RelDataType from, RelDataType to) {
    List<RexNode> elements = array.getOperands();
    return all(elements, each(elements, from), each(elements, to.getComponentType()))
        .map(cast -> builder.makeCall(types.lower(to), array.getOperator(), cast));
  }

  private static List<RelDataType> each(List<RexNode> elements, RelDataType type) {
    return elements.stream().map(element -> type).toList();
  }

  private Optional<List<RexNode>> all(
      List<RexNode> values, List<RelDataType> from, List<RelDataType> to) {
    if (from.size() != to.size()) {
      return Optional.empty();
    }
    List<RexNode> cast =
        IntStream.range(0, from.size())
            .mapToObj(i -> casts.cast(values.get(i), from.get(i), to.get(i)))
            .flatMap(Optional::stream)
            .toList();
    return cast.size() == from.size() ? Optional.of(cast) : Optional.empty();
  }

  /** Whether values of both types are the same at run time, as where only names differ. */
  private static boolean isSame(RelDataType from, RelDataType to) {
    List<RelDataType> inside = TypeParts.of(from);
    List<RelDataType> asked = TypeParts.of(to);
    if (inside.isEmpty() && asked.isEmpty()) {
      return SqlTypeUtil.equalSansNullability(from, to) || isText(from, to);
    }
    return from.getSqlTypeName() == to.getSqlTypeName()
        && inside.size() == asked.size()
        && IntStream.range(0, inside.size()).allMatch(i -> isSame(inside.get(i), asked.get(i)));
  }

  /** A text of any length stays as it is. */
  private static boolean isText(RelDataType from, RelDataType to) {
    return TimeKind.of(from) == TimeKind.TEXT
        && to.getSqlTypeName() == SqlTypeName.VARCHAR
        && to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
  }
}
