package dev.pitwall.delta.log;

import dev.pitwall.spi.offline.ColumnRange;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * A Parquet file of a table's version.
 *
 * @param path absolute
 * @param logPath the path as the log has it
 * @param order its place in the order of commits
 * @param size in bytes
 * @param partition partition values as the log has them, by physical name; a value may be null
 * @param statistics what the log says of the values
 * @param deletions the rows that are deleted
 */
public record DataFile(
    Path path,
    String logPath,
    FileOrder order,
    long size,
    Map<String, String> partition,
    FileStatistics statistics,
    Deletions deletions) {
  /** As they were committed; where that is not known, by name. */
  static final Comparator<DataFile> IN_COMMIT_ORDER =
      Comparator.comparing(DataFile::order).thenComparing(file -> file.path().toString());

  /** The bounds of a column's values; empty when unknown. */
  public Optional<ColumnRange> range(TableColumn column) {
    if (!column.partition()) {
      return statistics.range(column);
    }
    Object value = PartitionValues.parse(column.field(), partition.get(column.physicalName()));
    boolean ordered = value instanceof Long || value instanceof String;
    return ordered ? Optional.of(new ColumnRange(value, value)) : Optional.empty();
  }
}
