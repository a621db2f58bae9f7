package dev.pitwall.delta.scan;

import static org.apache.parquet.filter2.predicate.FilterApi.and;
import static org.apache.parquet.filter2.predicate.FilterApi.gtEq;
import static org.apache.parquet.filter2.predicate.FilterApi.longColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.ltEq;

import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.KeySet;
import java.util.HashSet;
import java.util.Set;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.filter2.columnindex.ColumnIndexFilter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Finds by the page index which rows of a row group a dynamic filter can still want. */
final class PageFilter {
  private final TableVersion table;
  private final BlockMetaData block;
  private final Set<ColumnPath> columns = new HashSet<>();
  private FilterPredicate predicate;

  PageFilter(TableVersion table, BlockMetaData block, DynamicFilter filter) {
    this.table = table;
    this.block = block;
    if (!filter.timeColumn().isEmpty()) {
      add(filter.timeColumn(), filter.timeRange().first(), filter.timeRange().last());
    }
    for (KeySet keys : filter.keys()) {
      add(keys.column(), keys.minimum(), keys.maximum());
    }
  }

  /** The rows; all of them where there is no index. */
  RowRanges rows(ParquetFileReader reader, int rowGroup) {
    if (predicate == null) {
      return RowRanges.createSingle(block.getRowCount());
    }
    block.getColumns().stream()
        .filter(chunk -> chunk.getOffsetIndexReference() != null)
        .forEach(chunk -> columns.add(chunk.getPath()));
    return ColumnIndexFilter.calculateRowRanges(
        FilterCompat.get(predicate),
        reader.getColumnIndexStore(rowGroup),
        columns,
        block.getRowCount());
  }

  private void add(String name, long first, long last) {
    TableColumn column = table.column(name);
    if (column == null || column.partition()) {
      return;
    }
    ColumnChunkMetaData chunk = RowGroupStatistics.chunk(block, column);
    if (chunk == null || !isIndexed(chunk)) {
      return;
    }
    String path = chunk.getPath().toDotString();
    if (first != Long.MIN_VALUE) {
      add(gtEq(longColumn(path), first));
    }
    if (last != Long.MAX_VALUE) {
      add(ltEq(longColumn(path), last));
    }
  }

  private void add(FilterPredicate term) {
    predicate = predicate == null ? term : and(predicate, term);
  }

  /** Whether the column's pages have bounds that compare with the filter's values as they are. */
  private static boolean isIndexed(ColumnChunkMetaData chunk) {
    if (chunk.getColumnIndexReference() == null
        || chunk.getOffsetIndexReference() == null
        || chunk.getPrimitiveType().getPrimitiveTypeName()
            != PrimitiveType.PrimitiveTypeName.INT64) {
      return false;
    }
    return !(chunk.getPrimitiveType().getLogicalTypeAnnotation()
            instanceof TimestampLogicalTypeAnnotation timestamp)
        || timestamp.getUnit() == LogicalTypeAnnotation.TimeUnit.MICROS;
  }
}
