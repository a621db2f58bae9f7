package dev.pitwall.core.write;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;

/** The columns that an INSERT gives values, in the order of the values. */
final class AssignedColumns {
  private AssignedColumns() {}

  static List<Field> of(SqlInsert insert, InsertTarget target) {
    if (insert.getTargetColumnList() == null) {
      return target.columns();
    }
    List<Field> assigned = new ArrayList<>();
    for (SqlNode name : insert.getTargetColumnList()) {
      Field column = column((SqlIdentifier) name, target);
      if (assigned.contains(column)) {
        throw new PitwallException(
                ErrorCode.DUPLICATE_COLUMN,
                "column " + column.getName() + " is named twice; keep one")
            .at(Positions.of(name));
      }
      assigned.add(column);
    }
    checkRequired(insert, target, assigned);
    return assigned;
  }

  private static Field column(SqlIdentifier name, InsertTarget target) {
    String simple = name.names.get(name.names.size() - 1);
    List<String> known = target.columns().stream().map(Field::getName).toList();
    return target.columns().stream()
        .filter(column -> name.isSimple() && column.getName().equalsIgnoreCase(simple))
        .findFirst()
        .orElseThrow(
            () ->
                new PitwallException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        target.name()
                            + " has no column "
                            + name
                            + Suggestion.didYouMean(simple, known))
                    .at(Positions.of(name)));
  }

  private static void checkRequired(SqlInsert insert, InsertTarget target, List<Field> assigned) {
    List<String> names = assigned.stream().map(Field::getName).toList();
    target
        .required()
        .forEach(
            (column, role) -> {
              if (!names.contains(column)) {
                throw new PitwallException(
                        ErrorCode.INVALID_STATEMENT,
                        "the columns leave out "
                            + column
                            + ", the "
                            + role
                            + " of "
                            + target.name()
                            + ", without which a row could never match; add it")
                    .at(Positions.of(insert.getTargetColumnList()));
              }
            });
  }
}
