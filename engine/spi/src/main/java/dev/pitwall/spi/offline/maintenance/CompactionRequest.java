package dev.pitwall.spi.offline.maintenance;

import dev.pitwall.spi.model.TableSource;
import java.util.List;
import java.util.Objects;

/**
 * Which files to put together, and how to order their rows.
 *
 * @param table the table
 * @param identity rows with equal values in all of these columns are alike, but for NULL, which is
 *     like nothing; without columns, all rows are
 * @param layout how rows are ordered within the new files
 * @param order by which columns, all of the identity; may be empty for {@link Layout#SORTED}
 * @param targetBytes about how large a file becomes
 */
public record CompactionRequest(
    TableSource table, List<String> identity, Layout layout, List<String> order, long targetBytes) {
  public CompactionRequest {
    Objects.requireNonNull(table, "table");
    identity = List.copyOf(identity);
    Objects.requireNonNull(layout, "layout");
    order = List.copyOf(order);
    if (!identity.containsAll(order)) {
      throw new IllegalArgumentException("rows are only ordered by what tells them apart");
    }
    if (targetBytes <= 0) {
      throw new IllegalArgumentException("a file of " + targetBytes + " bytes");
    }
  }

  /** How rows are ordered. */
  public enum Layout {
    /** By one column after the other; only small files are rewritten. */
    SORTED,
    /** Along a Z-order curve through all columns at once; every file is rewritten. */
    Z_ORDER
  }
}
