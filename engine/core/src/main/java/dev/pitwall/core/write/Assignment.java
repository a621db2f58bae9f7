package dev.pitwall.core.write;

import static java.util.stream.Collectors.joining;

import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.core.type.TypeParts;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Which values SQL assigns to which columns without being told to: those of a kindred type. */
final class Assignment {
  private Assignment() {}

  static boolean isAllowed(RelDataType from, RelDataType to) {
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    if (source == SqlTypeName.NULL || from.equalsSansFieldNames(to)) {
      return true;
    }
    List<RelDataType> parts = TypeParts.of(to);
    if (source == target && !parts.isEmpty()) {
      return areAllowed(TypeParts.of(from), parts);
    }
    if (isTimestamp(target)) {
      return isTimestamp(source) || source == SqlTypeName.DATE;
    }
    return source == target || isOneOfBoth(source, target);
  }

  private static boolean areAllowed(List<RelDataType> from, List<RelDataType> to) {
    return from.size() == to.size()
        && IntStream.range(0, from.size()).allMatch(i -> isAllowed(from.get(i), to.get(i)));
  }

  private static boolean isOneOfBoth(SqlTypeName source, SqlTypeName target) {
    return (SqlTypeName.NUMERIC_TYPES.contains(source)
            && SqlTypeName.NUMERIC_TYPES.contains(target))
        || (SqlTypeName.CHAR_TYPES.contains(source) && SqlTypeName.CHAR_TYPES.contains(target))
        || (SqlTypeName.BINARY_TYPES.contains(source) && SqlTypeName.BINARY_TYPES.contains(target));
  }

  private static boolean isTimestamp(SqlTypeName type) {
    return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  static PitwallException refused(Field column, RelDataType value) {
    return new PitwallException(
        ErrorCode.TYPE_MISMATCH,
        "column "
            + column.getName()
            + " is a "
            + SqlTypeNames.of(column)
            + " and its value a "
            + name(value)
            + "; CAST the value");
  }

  private static String name(RelDataType type) {
    return type.isStruct()
        ? TypeParts.of(type).stream().map(Assignment::name).collect(joining(", ", "ROW(", ")"))
        : type.getSqlTypeName().getName().replace('_', ' ');
  }
}
