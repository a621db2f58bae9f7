package dev.pitwall.spi.offline.maintenance;

import dev.pitwall.spi.model.TableSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which files to put together, and how to order their rows.
 *
 * @param table the table
 * @param identity rows with equal values in all of these columns are alike, but for NULL, which is
 *     like nothing; without columns, all rows are
 * @param layout how rows are ordered within the new files
 * @param order by which columns, all of the identity; may be empty for {@link Layout#SORTED}
 * @param targetBytes about how large a file becomes
 * @param partitions whose files are rewritten, as {@link TableMaintenance#partitions} gives them;
 *     empty for all
 */
public record CompactionRequest(
    TableSource table,
    List<String> identity,
    Layout layout,
    List<String> order,
    long targetBytes,
    Optional<Set<Map<String, Object>>> partitions) {
  public CompactionRequest {
    Objects.requireNonNull(table, "table");
    identity = List.copyOf(identity);
    Objects.requireNonNull(layout, "layout");
    order = List.copyOf(order);
    partitions = partitions.map(Set::copyOf);
    if (!identity.containsAll(order)) {
      throw new IllegalArgumentException("rows are only ordered by what tells them apart");
    }
    if (targetBytes <= 0) {
      throw new IllegalArgumentException("a file of " + targetBytes + " bytes");
    }
  }

  /** In all partitions. */
  public CompactionRequest(
      TableSource table,
      List<String> identity,
      Layout layout,
      List<String> order,
      long targetBytes) {
    this(table, identity, layout, order, targetBytes, Optional.empty());
  }

  /** The same, in some partitions only. */
  public CompactionRequest within(Set<Map<String, Object>> some) {
    return new CompactionRequest(table, identity, layout, order, targetBytes, Optional.of(some));
  }

  /** How rows are ordered. */
  public enum Layout {
    /** By one column after the other; only small files are rewritten. */
    SORTED,
    /** Along a Z-order curve through all columns at once; every file is rewritten. */
    Z_ORDER
  }
}
