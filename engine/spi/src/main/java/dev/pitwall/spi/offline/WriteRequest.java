package dev.pitwall.spi.offline;

import dev.pitwall.spi.model.TableSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What to write.
 *
 * @param target the table
 * @param schema the columns of the batches that will be appended
 * @param partitionColumns columns that name the partitions of a new table; must agree with an
 *     existing one
 * @param mode whether the table has to exist already
 * @param transaction what the commit is known by, if it may be tried again; only to append
 */
public record WriteRequest(
    TableSource target,
    Schema schema,
    List<String> partitionColumns,
    Mode mode,
    Optional<WriteTransaction> transaction) {
  public WriteRequest {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(schema, "schema");
    partitionColumns = List.copyOf(partitionColumns);
    Objects.requireNonNull(mode, "mode");
    if (transaction.isPresent() && mode != Mode.APPEND) {
      throw new IllegalArgumentException("a table is made without a transaction");
    }
  }

  /** A write that is not to be tried again. */
  public WriteRequest(TableSource target, Schema schema, List<String> partitionColumns, Mode mode) {
    this(target, schema, partitionColumns, mode, Optional.empty());
  }

  /** Whether the table has to exist already. */
  public enum Mode {
    /** Makes the table; an existing one is an error. */
    CREATE,
    /** Adds rows to an existing table. */
    APPEND
  }
}
