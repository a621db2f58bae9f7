package dev.pitwall.delta.layout;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * How the rows of a table are put into files.
 *
 * @param partitions what divides files, one after the other
 * @param sorted the columns by which the rows of a file are sorted; empty to keep them as they come
 * @param targetBytes a file that has become so large is finished
 */
public record TableLayout(List<PartitionColumn> partitions, List<String> sorted, long targetBytes) {
  public TableLayout {
    partitions = List.copyOf(partitions);
    sorted = List.copyOf(sorted);
  }

  /** The columns of the table that are there for the layout alone. */
  public List<Field> derivedColumns() {
    return partitions.stream()
        .filter(PartitionColumn::isDerived)
        .map(PartitionColumn::field)
        .toList();
  }

  /**
   * Fails when a table has a column of the name of one that is there for the layout alone, or none
   * that would be in its files.
   *
   * @param schema the columns that were asked for
   */
  public void requireNew(Schema schema) {
    if (partitions.size() - derivedColumns().size() == schema.getFields().size()) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "the option partition_by names all columns, so that files would have none; leave one out");
    }
    for (Field derived : derivedColumns()) {
      String name = derived.getName();
      if (schema.getFields().stream().anyMatch(f -> f.getName().equalsIgnoreCase(name))) {
        throw new PitwallException(
            ErrorCode.DUPLICATE_COLUMN,
            "the option partition_by makes a column " + name + ", but there is one; rename that");
      }
    }
  }
}
