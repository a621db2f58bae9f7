package dev.pitwall.delta.commit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.scan.RowGroupStatistics;
import dev.pitwall.spi.offline.ColumnRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** The statistics of a data file, in the form that Delta's log has. */
final class StatisticsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** So many characters tell texts apart; more would make the log large. */
  private static final int LONGEST_TEXT = 32;

  private StatisticsJson() {}

  static String of(ParquetMetadata footer, List<TableColumn> columns) {
    ObjectNode statistics = JSON.createObjectNode();
    List<BlockMetaData> blocks = footer.getBlocks();
    statistics.put("numRecords", blocks.stream().mapToLong(BlockMetaData::getRowCount).sum());
    ObjectNode minimums = statistics.putObject("minValues");
    ObjectNode maximums = statistics.putObject("maxValues");
    ObjectNode nulls = statistics.putObject("nullCount");
    for (TableColumn column : columns) {
      range(blocks, column)
          .ifPresent(
              range -> {
                put(minimums, column.field(), cutBelow(range.minimum()));
                put(maximums, column.field(), cutAbove(range.maximum()));
              });
      if (column.field().getChildren().isEmpty()) {
        nulls.put(column.name(), nullCount(blocks, column.name()));
      }
    }
    return statistics.toString();
  }

  /** The bounds over all row groups, each of which has bounds or only NULLs. */
  private static Optional<ColumnRange> range(List<BlockMetaData> blocks, TableColumn column) {
    List<ColumnRange> ranges = new ArrayList<>();
    for (BlockMetaData block : blocks) {
      Optional<ColumnRange> range = RowGroupStatistics.range(block, column);
      if (range.isEmpty() && nullCount(List.of(block), column.name()) < block.getRowCount()) {
        return Optional.empty();
      }
      range.ifPresent(ranges::add);
    }
    return ranges.stream().reduce(StatisticsJson::join);
  }

  private static ColumnRange join(ColumnRange left, ColumnRange right) {
    return new ColumnRange(
        order(left.minimum(), right.minimum()) <= 0 ? left.minimum() : right.minimum(),
        order(left.maximum(), right.maximum()) >= 0 ? left.maximum() : right.maximum());
  }

  @SuppressWarnings("unchecked") // both are values of one column
  private static int order(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  private static long nullCount(List<BlockMetaData> blocks, String name) {
    long nulls = 0;
    for (BlockMetaData block : blocks) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        if (chunk.getPath().toDotString().equals(name)) {
          nulls += Math.max(0, chunk.getStatistics().getNumNulls());
        }
      }
    }
    return nulls;
  }

  private static Object cutBelow(Object bound) {
    return bound instanceof String text && text.length() > LONGEST_TEXT
        ? text.substring(0, LONGEST_TEXT)
        : bound;
  }

  /** The next text after all that begin so; null where there is none without a surrogate. */
  private static Object cutAbove(Object bound) {
    if (!(bound instanceof String text) || text.length() <= LONGEST_TEXT) {
      return bound;
    }
    for (int last = LONGEST_TEXT - 1; last >= 0; last--) {
      char next = (char) (text.charAt(last) + 1);
      if (next < Character.MIN_SURROGATE) {
        return text.substring(0, last) + next;
      }
    }
    return null;
  }

  private static void put(ObjectNode node, Field field, Object value) {
    String name = field.getName();
    if (field.getType() instanceof ArrowType.Timestamp) {
      Instant instant = Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
      putMoment(node, name, instant.truncatedTo(ChronoUnit.MILLIS).toString());
    } else if (field.getType() instanceof ArrowType.Date) {
      putMoment(node, name, LocalDate.ofEpochDay((Long) value).toString());
    } else if (value instanceof Long number) {
      node.put(name, number);
    } else if (value instanceof BigDecimal decimal) {
      node.put(name, decimal);
    } else {
      node.put(name, (String) value);
    }
  }

  /** Some readers fail at a year that has a sign, as those before 0 and after 9999 have. */
  private static void putMoment(ObjectNode node, String name, String text) {
    if (Character.isDigit(text.charAt(0))) {
      node.put(name, text);
    }
  }
}
