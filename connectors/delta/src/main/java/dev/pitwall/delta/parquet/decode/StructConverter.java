package dev.pitwall.delta.parquet.decode;

import org.apache.arrow.vector.complex.StructVector;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/** Fills a struct vector, field by field. */
final class StructConverter extends GroupConverter {
  private final StructVector vector;
  private final Converter[] fields;
  private final Cursor cursor;
  private final Cursor fieldCursor;

  /**
   * Prepares.
   *
   * @param fields of each field of the file's group
   * @param fieldCursor which they read
   */
  StructConverter(StructVector vector, Converter[] fields, Cursor cursor, Cursor fieldCursor) {
    this.vector = vector;
    this.fields = fields;
    this.cursor = cursor;
    this.fieldCursor = fieldCursor;
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
