package dev.pitwall.delta.log;

import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a table.
 *
 * @param field its name and type
 * @param physicalName its name in data files and statistics
 * @param partition whether its values are those of the file's partition, not in the file
 */
public record TableColumn(Field field, String physicalName, boolean partition) {
  public String name() {
    return field.getName();
  }
}
