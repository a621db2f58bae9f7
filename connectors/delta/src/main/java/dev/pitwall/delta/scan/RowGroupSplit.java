package dev.pitwall.delta.scan;

import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.Split;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * A row group of a data file.
 *
 * @param index the row group's number in its file
 */
record RowGroupSplit(int ordinal, TableVersion table, DataFile file, int index, BlockMetaData block)
    implements Split {

  @Override
  public int rowCount() {
    return Math.toIntExact(block.getRowCount());
  }

  @Override
  public Optional<ColumnRange> range(String name) {
    TableColumn column = table.column(name);
    if (column == null) {
      return Optional.empty();
    }
    if (column.partition()) {
      return file.range(column);
    }
    Optional<ColumnRange> range = RowGroupStatistics.range(block, column);
    return range.isPresent() ? range : file.range(column);
  }

  @Override
  public Optional<String> orderedBy() {
    return Optional.empty();
  }
}
