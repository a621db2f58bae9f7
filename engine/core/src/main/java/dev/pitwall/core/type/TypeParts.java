package dev.pitwall.core.type;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/** The types that another type is made of. */
public final class TypeParts {
  private TypeParts() {}

  /** Those of a row's fields, of an array's elements, of a map's keys and values; else none. */
  public static List<RelDataType> of(RelDataType type) {
    if (type.isStruct()) {
      return type.getFieldList().stream().map(RelDataTypeField::getType).toList();
    }
    return Stream.of(type.getKeyType(), type.getValueType(), type.getComponentType())
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether values of a type are rows or have rows in them. */
  public static boolean holdRows(RelDataType type) {
    return type.isStruct() || of(type).stream().anyMatch(TypeParts::holdRows);
  }
}
