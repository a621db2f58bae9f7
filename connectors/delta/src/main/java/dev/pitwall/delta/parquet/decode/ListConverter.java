package dev.pitwall.delta.parquet.decode;

import org.apache.arrow.vector.complex.ListVector;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/** Fills a list or map vector. */
final class ListConverter extends GroupConverter {
  private final ListVector vector;
  private final Converter element;
  private final Cursor cursor;
  private final Cursor elementCursor;
  private int first;

  ListConverter(ListVector vector, Converter element, Cursor cursor, Cursor elementCursor) {
    this.vector = vector;
    this.element = element;
    this.cursor = cursor;
    this.elementCursor = elementCursor;
  }

  @Override
  public Converter getConverter(int field) {
    return element;
  }

  @Override
  public void start() {
    elementCursor.discard = cursor.discard;
    if (!cursor.discard) {
      first = vector.startNewValue(cursor.index);
      elementCursor.index = first;
    }
  }

  @Override
  public void end() {
    if (!cursor.discard) {
      vector.endValue(cursor.index, elementCursor.index - first);
    }
    cursor.completed();
  }
}
