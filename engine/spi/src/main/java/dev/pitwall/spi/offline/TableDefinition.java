package dev.pitwall.spi.offline;

import dev.pitwall.spi.model.TableSource;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Makes tables, and changes what columns they have. An offline store that does so implements this
 * too. Thread-safe; each call is one commit or none.
 */
public interface TableDefinition {
  /** The options of a table that say how its files are laid out, by their names in lower case. */
  List<String> layoutOptions();

  /**
   * Checks the options of a table against its columns, and against the table if there is one.
   *
   * @throws dev.pitwall.spi.error.PitwallException INVALID_VALUE naming the option that is wrong,
   *     TYPE_MISMATCH when the table is laid out otherwise for good
   */
  void checkLayout(TableSource source, Schema schema);

  /**
   * Makes a table without rows, laid out as its options say. It may get more columns than those of
   * the schema, after them.
   *
   * @throws dev.pitwall.spi.error.PitwallException DUPLICATE_OBJECT when there is one already;
   *     UNSUPPORTED_TYPE for a column that the store cannot hold
   */
  void create(TableSource source, Schema schema);

  /**
   * Gives a table more columns, after those that it has. They are NULL in the rows that are there.
   *
   * @param columns nullable, and of names that the table does not have
   */
  void addColumns(TableSource source, List<Field> columns);
}
