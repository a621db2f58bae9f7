package dev.pitwall.delta.parquet.decode;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/** The group around a list's element, which is there even if the element is NULL. */
final class WrappedElement extends GroupConverter {
  private final Converter element;
  private final Cursor cursor;

  WrappedElement(Converter element, Cursor cursor) {
    this.element = element;
    this.cursor = cursor;
  }

  @Override
  public Converter getConverter(int field) {
    return element;
  }

  @Override
  public void start() {}

  @Override
  public void end() {
    cursor.index += cursor.discard ? 0 : 1;
  }
}
