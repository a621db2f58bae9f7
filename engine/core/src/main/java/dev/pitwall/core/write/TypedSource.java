package dev.pitwall.core.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Gives the values of an INSERT that have no type of their own the type of their column:
 * parameters, NULL, DEFAULT, the elements of arrays, the fields of rows, and texts that stand for a
 * date or timestamp.
 */
final class TypedSource {
  private final List<RelDataType> columns;

  /**
   * Types the values of some columns.
   *
   * @param columns the type of each, in the order of the values
   */
  TypedSource(List<RelDataType> columns) {
    this.columns = columns;
  }

  SqlNode typed(SqlNode source) {
    return switch (source.getKind()) {
      case VALUES, UNION, INTERSECT, EXCEPT -> operands((SqlCall) source);
      case ROW -> row((SqlCall) source);
      case ORDER_BY -> ordered((SqlOrderBy) source);
      case WITH -> with((SqlWith) source);
      case SELECT -> select((SqlSelect) source);
      default -> source;
    };
  }

  private SqlNode operands(SqlCall call) {
    for (int i = 0; i < call.operandCount(); i++) {
      call.setOperand(i, typed(call.operand(i)));
    }
    return call;
  }

  private SqlNode ordered(SqlOrderBy ordered) {
    return new SqlOrderBy(
        ordered.getParserPosition(),
        typed(ordered.query),
        ordered.orderList,
        ordered.offset,
        ordered.fetch);
  }

  private SqlNode with(SqlWith with) {
    return new SqlWith(with.getParserPosition(), with.withList, typed(with.body));
  }

  private SqlNode row(SqlCall row) {
    if (row.operandCount() == columns.size()) {
      for (int i = 0; i < columns.size(); i++) {
        row.setOperand(i, typed(row.operand(i), columns.get(i)));
      }
    }
    return row;
  }

  private SqlNode select(SqlSelect select) {
    SqlNodeList items = select.getSelectList();
    if (items.size() == columns.size() && items.stream().noneMatch(TypedSource::isStar)) {
      List<SqlNode> typed = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        typed.add(typed(items.get(i), columns.get(i)));
      }
      select.setSelectList(new SqlNodeList(typed, items.getParserPosition()));
    }
    return select;
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar();
  }

  private static SqlNode typed(SqlNode value, RelDataType type) {
    SqlParserPos pos = value.getParserPosition();
    if (value.getKind() == SqlKind.AS) {
      SqlCall alias = (SqlCall) value;
      alias.setOperand(0, typed(alias.operand(0), type));
      return alias;
    }
    if (value.getKind() == SqlKind.DEFAULT) {
      return cast(SqlLiteral.createNull(pos), type, pos);
    }
    if (value.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR && type.getComponentType() != null) {
      return parts((SqlCall) value, i -> type.getComponentType());
    }
    if (value.getKind() == SqlKind.ROW
        && type.isStruct()
        && ((SqlCall) value).operandCount() == type.getFieldCount()) {
      return parts((SqlCall) value, i -> type.getFieldList().get(i).getType());
    }
    return takesType(value, type) ? cast(value, type, pos) : value;
  }

  /** Each element or field is a value of its own, however those beside it are written. */
  private static SqlNode parts(SqlCall whole, IntFunction<RelDataType> types) {
    for (int i = 0; i < whole.operandCount(); i++) {
      SqlNode value = whole.operand(i);
      RelDataType type = types.apply(i);
      boolean isNumber = SqlTypeFamily.NUMERIC.contains(type) && isNumber(value);
      whole.setOperand(
          i, isNumber ? cast(value, type, value.getParserPosition()) : typed(value, type));
    }
    return whole;
  }

  private static boolean isNumber(SqlNode value) {
    return value.getKind() == SqlKind.MINUS_PREFIX
        ? isNumber(((SqlCall) value).operand(0))
        : value instanceof SqlLiteral literal
            && SqlTypeName.NUMERIC_TYPES.contains(literal.getTypeName());
  }

  private static boolean takesType(SqlNode value, RelDataType type) {
    if (value instanceof SqlDynamicParam) {
      return true;
    }
    if (!(value instanceof SqlLiteral literal)) {
      return false;
    }
    boolean isText = SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
    return literal.getTypeName() == SqlTypeName.NULL
        || (isText && SqlTypeFamily.DATETIME.contains(type));
  }

  private static SqlNode cast(SqlNode value, RelDataType type, SqlParserPos pos) {
    return SqlStdOperatorTable.CAST.createCall(pos, value, SqlTypeUtil.convertTypeToSpec(type));
  }
}
