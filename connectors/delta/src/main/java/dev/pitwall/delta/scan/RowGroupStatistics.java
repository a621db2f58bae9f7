package dev.pitwall.delta.scan;

import dev.pitwall.delta.log.Ranges;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.parquet.decode.FileColumns;
import dev.pitwall.spi.offline.ColumnRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.Types;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Reads bounds from the statistics of row groups. */
public final class RowGroupStatistics {
  private RowGroupStatistics() {}

  /** The bounds of a column; empty when unknown, or of a type that is not compared. */
  public static Optional<ColumnRange> range(BlockMetaData block, TableColumn column) {
    ColumnChunkMetaData chunk = chunk(block, column);
    if (chunk == null || !hasRange(chunk)) {
      return Optional.empty();
    }
    Statistics<?> statistics = chunk.getStatistics();
    Comparable<?> minimum = statistics.genericGetMin();
    Comparable<?> maximum = statistics.genericGetMax();
    PrimitiveType type = chunk.getPrimitiveType();
    return switch (Types.getMinorTypeForArrowType(column.field().getType())) {
      case TINYINT, SMALLINT, INT, BIGINT, DATEDAY -> Ranges.of(whole(minimum), whole(maximum));
      case TIMESTAMPMICRO, TIMESTAMPMICROTZ ->
          type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT64
              ? Ranges.of(micros(type, whole(minimum)), micros(type, whole(maximum)))
              : Optional.empty();
      case DECIMAL ->
          type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
              ? Ranges.of(
                  decimal(minimum, decimal.getScale()), decimal(maximum, decimal.getScale()))
              : Optional.empty();
      case VARCHAR ->
          Ranges.ofText(
              ((Binary) minimum).toStringUsingUTF8(), ((Binary) maximum).toStringUsingUTF8());
      default -> Optional.empty();
    };
  }

  /** The chunk of a column that is not nested, of values that are read; null if there is none. */
  static ColumnChunkMetaData chunk(BlockMetaData block, TableColumn column) {
    List<ColumnChunkMetaData> flat =
        block.getColumns().stream().filter(chunk -> chunk.getPath().size() == 1).toList();
    List<ColumnChunkMetaData> found =
        FileColumns.candidates(flat, ColumnChunkMetaData::getPrimitiveType, column.stored());
    return found.size() == 1
            && FileColumns.isReadable(found.get(0).getPrimitiveType(), column.stored())
        ? found.get(0)
        : null;
  }

  private static boolean hasRange(ColumnChunkMetaData chunk) {
    return chunk.getStatistics() != null && chunk.getStatistics().hasNonNullValue();
  }

  private static long whole(Comparable<?> value) {
    return ((Number) (Object) value).longValue();
  }

  private static long micros(PrimitiveType type, long value) {
    if (type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp) {
      return switch (timestamp.getUnit()) {
        case MILLIS -> saturated(value);
        case MICROS -> value;
        case NANOS -> Math.floorDiv(value, 1_000L);
      };
    }
    return value;
  }

  /** What is too far away is an error when it is read. */
  private static long saturated(long millis) {
    long exact = millis * 1_000;
    return exact / 1_000 == millis ? exact : millis < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static BigDecimal decimal(Comparable<?> value, int scale) {
    return value instanceof Binary bytes
        ? new BigDecimal(new BigInteger(bytes.getBytes()), scale)
        : BigDecimal.valueOf(whole(value), scale);
  }
}
