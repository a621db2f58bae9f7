package dev.pitwall.delta.log;

import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a table.
 *
 * @param field its name and type
 * @param stored the same with the names, its own and those in it, that data files have
 * @param partition whether its values are those of the file's partition, not in the file
 * @param declared the same with what may not be NULL, in it too, which binds a writer; a reader
 *     does not rely on that
 */
public record TableColumn(Field field, Field stored, boolean partition, Field declared) {
  /** A column of data files, which may be NULL. */
  public static TableColumn stored(Field field) {
    return new TableColumn(field, field, /* partition= */ false, field);
  }

  public String name() {
    return field.getName();
  }

  /**
   * Its name in statistics, in partition values and, but for those of numbered columns, in files.
   */
  public String physicalName() {
    return stored.getName();
  }
}
