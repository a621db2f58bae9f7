package dev.pitwall.delta.log;

import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a table.
 *
 * @param field its name and type
 * @param physicalName its name in data files and statistics
 * @param partition whether its values are those of the file's partition, not in the file
 * @param declared the same with what may not be NULL, in it too, which binds a writer; a reader
 *     does not rely on that
 */
public record TableColumn(Field field, String physicalName, boolean partition, Field declared) {
  /** A column of data files, which may be NULL. */
  public static TableColumn stored(Field field) {
    return new TableColumn(field, field.getName(), /* partition= */ false, field);
  }

  public String name() {
    return field.getName();
  }
}
