package dev.pitwall.core.codegen;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/** Equal for expressions that the same code computes, whatever the names of their columns. */
record CodeKey(String expression, String type, List<String> columnTypes, List<Integer> parameters) {
  static CodeKey of(ParameterColumns columns) {
    return new CodeKey(
        columns.expression().toString(),
        columns.expression().getType().getFullTypeString(),
        columns.rowType().getFieldList().stream()
            .map(RelDataTypeField::getType)
            .map(RelDataType::getFullTypeString)
            .toList(),
        columns.parameters());
  }
}
