package dev.pitwall.core.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Lets window functions be NULL where Calcite would infer that they are not: LAG and LEAD with a
 * default, also of a column with NULLs in it, and NTH_VALUE, also of a frame with fewer rows.
 */
final class WindowArguments extends SqlShuttle {
  @Override
  public SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    OptionalInt decisive =
        visited instanceof SqlCall function ? decisive(function) : OptionalInt.empty();
    if (decisive.isEmpty()) {
      return visited;
    }
    SqlCall function = (SqlCall) visited;
    List<SqlNode> operands = new ArrayList<>(function.getOperandList());
    operands.set(decisive.getAsInt(), nullable(operands.get(decisive.getAsInt())));
    return function
        .getOperator()
        .createCall(function.getFunctionQuantifier(), function.getParserPosition(), operands);
  }

  /** The argument that says whether the function can be NULL. */
  private static OptionalInt decisive(SqlCall function) {
    int count = function.operandCount();
    return switch (function.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "LAG", "LEAD" -> count == 3 ? OptionalInt.of(2) : OptionalInt.empty();
      case "NTH_VALUE" -> count == 2 ? OptionalInt.of(0) : OptionalInt.empty();
      default -> OptionalInt.empty();
    };
  }

  private static SqlNode nullable(SqlNode value) {
    SqlParserPos pos = value.getParserPosition();
    return new SqlCase(
        pos,
        null,
        SqlNodeList.of(SqlLiteral.createBoolean(true, pos)),
        SqlNodeList.of(value),
        SqlLiteral.createNull(pos));
  }
}
