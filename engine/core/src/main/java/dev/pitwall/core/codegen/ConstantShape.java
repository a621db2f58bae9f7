package dev.pitwall.core.codegen;

import dev.pitwall.core.function.StaticFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A constant expression whose literals became columns: those that differ in their literals alone,
 * as the rows of a long VALUES do, are then compiled once.
 *
 * @param rowType a column for each literal, which is its name
 * @param literals their values, as {@link VectorValues} has values
 */
public record ConstantShape(RexNode expression, RelDataType rowType, List<Object> literals) {
  /** What takes any value where a literal stands; other calls may be compiled for the literal. */
  private static final Set<SqlKind> TAKE_ANY =
      EnumSet.of(
          SqlKind.CAST,
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.DIVIDE,
          SqlKind.MINUS_PREFIX,
          SqlKind.CHECKED_PLUS,
          SqlKind.CHECKED_MINUS,
          SqlKind.CHECKED_TIMES,
          SqlKind.CHECKED_DIVIDE,
          SqlKind.CHECKED_MINUS_PREFIX,
          SqlKind.ARRAY_VALUE_CONSTRUCTOR,
          SqlKind.MAP_VALUE_CONSTRUCTOR);

  /** The types of literals that become columns, and what generated code has for their values. */
  private static final Map<SqlTypeName, Class<?>> TAKEN_OUT =
      Map.of(
          SqlTypeName.INTEGER, Integer.class,
          SqlTypeName.BIGINT, Long.class,
          SqlTypeName.DECIMAL, BigDecimal.class,
          SqlTypeName.CHAR, String.class,
          SqlTypeName.VARCHAR, String.class);

  /** The shape of a lowered expression without columns. */
  public static ConstantShape of(RexNode constant, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder columns = types.builder();
    List<Object> literals = new ArrayList<>();
    RexNode shape =
        constant.accept(
            new RexShuttle() {
              @Override
              public RexNode visitCall(RexCall call) {
                return takesAny(call) ? super.visitCall(call) : call;
              }

              @Override
              public RexNode visitLiteral(RexLiteral literal) {
                Class<?> held = TAKEN_OUT.get(literal.getType().getSqlTypeName());
                if (held == null || literal.isNull()) {
                  return literal;
                }
                literals.add(literal.getValueAs(held));
                columns.add(literal.toString(), literal.getType());
                return new RexInputRef(literals.size() - 1, literal.getType());
              }
            });
    return new ConstantShape(shape, columns.build(), literals);
  }

  /** Of the code of the expression, which has no parameters. */
  CodeKey key() {
    return CodeKey.of(new ParameterColumns(expression, rowType, List.of()));
  }

  private static boolean takesAny(RexCall call) {
    return TAKE_ANY.contains(call.getKind()) || call.getOperator() instanceof StaticFunction;
  }
}
