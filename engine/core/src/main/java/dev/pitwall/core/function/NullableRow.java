package dev.pitwall.core.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * A row of all operands but the first, which is NULL where that one is; Calcite's own ROW is NULL
 * where all its fields are.
 */
public final class NullableRow extends SqlUserDefinedFunction {
  private NullableRow(RelDataType type) {
    super(
        new SqlIdentifier("NULLABLE_ROW", SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(type),
        null,
        null,
        new Construction());
  }

  /**
   * A row of some fields.
   *
   * @param type of the row
   * @param source the row is NULL where this is
   */
  public static RexNode of(
      RexBuilder builder, RelDataType type, RexNode source, List<RexNode> fields) {
    List<RexNode> operands = new ArrayList<>();
    operands.add(source);
    operands.addAll(fields);
    return builder.makeCall(type, new NullableRow(type), operands);
  }

  /** How generated code makes the row. */
  private record Construction() implements ImplementableFunction {
    @Override
    public CallImplementor getImplementor() {
      return RexImpTable.createImplementor(
          (translator, call, operands) -> row(operands.subList(1, operands.size())),
          NullPolicy.ARG0,
          false);
    }

    private static Expression row(List<Expression> fields) {
      return Expressions.newArrayInit(Object.class, fields.stream().map(Expressions::box).toList());
    }

    @Override
    public List<FunctionParameter> getParameters() {
      return List.of();
    }
  }
}
