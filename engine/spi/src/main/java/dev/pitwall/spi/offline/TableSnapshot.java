package dev.pitwall.spi.offline;

import dev.pitwall.spi.model.TableSource;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.Schema;

/** One immutable version of a table. */
public interface TableSnapshot {
  TableSource source();

  /** The version read; every scan of this snapshot sees exactly it. */
  long version();

  /** All columns in table order, partition columns included. */
  Schema schema();

  /**
   * Tells the table from another one that was or will be at the same place; empty when nothing
   * does.
   */
  default String tableId() {
    return "";
  }

  /** The columns by whose values the files are divided, as a condition can name them. */
  default List<String> partitionColumns() {
    return List.of();
  }

  /** The number of rows; empty when the table does not record it. */
  OptionalLong rowCount();
}
