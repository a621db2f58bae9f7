package dev.pitwall.delta.log;

import dev.pitwall.delta.parquet.decode.FileColumns;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.ColumnMapping.ColumnMappingMode;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The names of columns, and of fields within them, in data files.
 *
 * @param mode how they come from those of the table
 */
record StoredNames(ColumnMappingMode mode) {
  /** A column with the names that it has in data files. */
  Field of(StructField column, Field field) {
    String name =
        mode == ColumnMappingMode.NONE ? column.getName() : ColumnMapping.getPhysicalName(column);
    Map<String, String> metadata =
        mode == ColumnMappingMode.ID
            ? FileColumns.metadata(
                column.getMetadata().getLong(ColumnMapping.COLUMN_MAPPING_ID_KEY))
            : Map.of();
    FieldType type = new FieldType(field.isNullable(), field.getType(), null, metadata);
    return new Field(name, type, children(column.getDataType(), field));
  }

  private List<Field> children(DataType type, Field field) {
    if (type instanceof ArrayType array) {
      return List.of(within(array.getElementType(), field.getChildren().get(0)));
    } else if (type instanceof MapType map) {
      Field entry = field.getChildren().get(0);
      Field key = within(map.getKeyType(), entry.getChildren().get(0));
      Field value = within(map.getValueType(), entry.getChildren().get(1));
      return List.of(new Field(entry.getName(), entry.getFieldType(), List.of(key, value)));
    } else if (type instanceof StructType struct) {
      return IntStream.range(0, struct.length())
          .mapToObj(i -> of(struct.at(i), field.getChildren().get(i)))
          .toList();
    }
    return List.of();
  }

  /** What has no name of its own. */
  private Field within(DataType type, Field field) {
    return new Field(field.getName(), field.getFieldType(), children(type, field));
  }
}
