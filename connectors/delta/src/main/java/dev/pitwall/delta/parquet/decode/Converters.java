package dev.pitwall.delta.parquet.decode;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Makes the converters that fill a vector from a Parquet column, nested ones included. */
final class Converters {
  private Converters() {}

  /**
   * A converter into the vector's slot that the cursor points at.
   *
   * @param stored the vector's field with the names that files have
   */
  static Converter of(Type type, FieldVector vector, Field stored, Cursor cursor) {
    if (vector instanceof MapVector map) {
      Cursor entry = repeated();
      return new ListConverter(map, entries(type.asGroupType(), map, stored, entry), cursor, entry);
    }
    if (vector instanceof ListVector list) {
      return list(type.asGroupType(), list, child(stored), cursor);
    }
    if (vector instanceof StructVector struct) {
      return struct(type.asGroupType(), struct, stored.getChildren(), cursor);
    }
    return new ScalarConverter(type.asPrimitiveType(), vector, cursor);
  }

  private static Converter struct(
      GroupType group, StructVector struct, List<Field> stored, Cursor cursor) {
    Cursor fieldCursor = new Cursor();
    Converter[] fields = new Converter[group.getFieldCount()];
    Arrays.setAll(fields, i -> IgnoringConverter.of(group.getType(i)));
    List<FieldVector> vectors = struct.getChildrenFromFields();
    for (int i = 0; i < vectors.size(); i++) {
      FieldVector vector = vectors.get(i);
      Field field = stored.get(i);
      FileColumns.find(group, field)
          .ifPresent(
              type ->
                  fields[group.getFieldIndex(type.getName())] =
                      of(type, vector, field, fieldCursor));
    }
    return new StructConverter(struct, fields, cursor, fieldCursor);
  }

  /** Writers name key and value as they like; their order is fixed. */
  private static Converter entries(GroupType group, MapVector map, Field stored, Cursor cursor) {
    GroupType entries = group.getType(0).asGroupType();
    StructVector struct = (StructVector) map.getDataVector();
    List<FieldVector> vectors = struct.getChildrenFromFields();
    List<Field> parts = child(stored).getChildren();
    Cursor fieldCursor = new Cursor();
    Converter[] fields = new Converter[vectors.size()];
    Arrays.setAll(fields, i -> of(entries.getType(i), vectors.get(i), parts.get(i), fieldCursor));
    return new StructConverter(struct, fields, cursor, fieldCursor);
  }

  /** Today's lists have a group around each element, those of old writers may not. */
  private static Converter list(GroupType group, ListVector list, Field stored, Cursor cursor) {
    Type repeated = group.getType(0);
    FieldVector elements = list.getDataVector();
    Cursor element = repeated();
    if (!isWrapped(group, repeated)) {
      Converter value = of(repeated, elements, stored, element);
      return new ListConverter(list, value, cursor, element);
    }
    element.repeated = false;
    Converter value = of(repeated.asGroupType().getType(0), elements, stored, element);
    return new ListConverter(list, new WrappedElement(value, element), cursor, element);
  }

  private static Field child(Field field) {
    return field.getChildren().get(0);
  }

  /** The type of a list's elements. */
  static Type element(GroupType list) {
    Type repeated = list.getType(0);
    return isWrapped(list, repeated) ? repeated.asGroupType().getType(0) : repeated;
  }

  private static boolean isWrapped(GroupType list, Type repeated) {
    return !repeated.isPrimitive()
        && repeated.asGroupType().getFieldCount() == 1
        && !repeated.getName().equals("array")
        && !repeated.getName().equals(list.getName() + "_tuple");
  }

  private static Cursor repeated() {
    Cursor cursor = new Cursor();
    cursor.repeated = true;
    return cursor;
  }
}
