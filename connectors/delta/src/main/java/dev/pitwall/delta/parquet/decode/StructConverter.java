package dev.pitwall.delta.parquet.decode;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;

/** Fills a struct vector, field by field. */
final class StructConverter extends GroupConverter {
  private final StructVector vector;
  private final Cursor cursor;
  private final Cursor fieldCursor = new Cursor();
  private final Converter[] fields;

  /**
   * @param children the vector of each field of the group; null for one that is not wanted
   */
  StructConverter(GroupType group, StructVector vector, List<FieldVector> children, Cursor cursor) {
    this.vector = vector;
    this.cursor = cursor;
    fields = new Converter[group.getFieldCount()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          children.get(i) == null
              ? IgnoringConverter.of(group.getType(i))
              : Converters.of(group.getType(i), children.get(i), fieldCursor);
    }
  }

  @Override
  public Converter getConverter(int field) {
    return fields[field];
  }

  @Override
  public void start() {
    fieldCursor.discard = cursor.discard;
    fieldCursor.index = cursor.index;
    if (!cursor.discard) {
      vector.setIndexDefined(cursor.index);
    }
  }

  @Override
  public void end() {
    cursor.completed();
  }
}
