package dev.pitwall.delta.parquet.decode;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Makes the converters that fill a vector from a Parquet column, nested ones included. */
final class Converters {
  private Converters() {}

  /** A converter into the vector's slot that the cursor points at. */
  static Converter of(Type type, FieldVector vector, Cursor cursor) {
    if (vector instanceof MapVector map) {
      Cursor entry = repeated();
      return new ListConverter(map, entries(type.asGroupType(), map, entry), cursor, entry);
    }
    if (vector instanceof ListVector list) {
      return list(type.asGroupType(), list, cursor);
    }
    if (vector instanceof StructVector struct) {
      GroupType group = type.asGroupType();
      List<FieldVector> fields = new ArrayList<>();
      group.getFields().forEach(field -> fields.add(struct.getChild(field.getName())));
      return new StructConverter(group, struct, fields, cursor);
    }
    return new ScalarConverter(type.asPrimitiveType(), vector, cursor);
  }

  /** Writers name key and value as they like; their order is fixed. */
  private static Converter entries(GroupType group, MapVector map, Cursor cursor) {
    StructVector struct = (StructVector) map.getDataVector();
    GroupType entries = group.getType(0).asGroupType();
    return new StructConverter(entries, struct, struct.getChildrenFromFields(), cursor);
  }

  /** Today's lists have a group around each element, those of old writers may not. */
  private static Converter list(GroupType group, ListVector list, Cursor cursor) {
    Type repeated = group.getType(0);
    FieldVector elements = list.getDataVector();
    Cursor element = repeated();
    if (!isWrapped(group, repeated)) {
      return new ListConverter(list, of(repeated, elements, element), cursor, element);
    }
    element.repeated = false;
    Converter value = of(repeated.asGroupType().getType(0), elements, element);
    return new ListConverter(list, new WrappedElement(value, element), cursor, element);
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
