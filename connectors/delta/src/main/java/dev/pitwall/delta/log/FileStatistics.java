package dev.pitwall.delta.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.spi.offline.ColumnRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.Types;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Statistics of a data file as the log has them. They only help: what cannot be read counts as
 * unknown. Thread-safe.
 */
public final class FileStatistics {
  /** Nothing is known. */
  public static final FileStatistics UNKNOWN = new FileStatistics(new ObjectMapper().nullNode());

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Writers cut timestamps to milliseconds. */
  private static final long CUT_MICROS = 999;

  /**
   * Some writers make decimals doubles, of whose digits so many are true, or cut them to 64 bits.
   */
  private static final int TRUE_DIGITS = 15;

  private final JsonNode json;

  private FileStatistics(JsonNode json) {
    this.json = json;
  }

  /** Statistics from their JSON text; null for none. */
  public static FileStatistics parse(String text) {
    try {
      return text == null || text.isEmpty() ? UNKNOWN : new FileStatistics(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return UNKNOWN;
    }
  }

  /** The number of rows, deleted ones included. */
  public OptionalLong rowCount() {
    JsonNode count = json.path("numRecords");
    return count.isIntegralNumber() ? OptionalLong.of(count.longValue()) : OptionalLong.empty();
  }

  /** The bounds of a column; empty when unknown, or of a type that is not compared. */
  public Optional<ColumnRange> range(TableColumn column) {
    JsonNode minimum = json.path("minValues").path(column.physicalName());
    JsonNode maximum = json.path("maxValues").path(column.physicalName());
    if (!minimum.isValueNode() || !maximum.isValueNode() || minimum.isNull() || maximum.isNull()) {
      return Optional.empty();
    }
    try {
      return switch (Types.getMinorTypeForArrowType(column.field().getType())) {
        case TINYINT, SMALLINT, INT, BIGINT -> Ranges.of(whole(minimum), whole(maximum));
        case DATEDAY -> Ranges.of(days(minimum), days(maximum));
        case TIMESTAMPMICRO, TIMESTAMPMICROTZ ->
            Ranges.of(
                PartitionValues.micros(minimum.textValue()),
                PartitionValues.micros(maximum.textValue()) + CUT_MICROS);
        case DECIMAL ->
            ((ArrowType.Decimal) column.field().getType()).getPrecision() <= TRUE_DIGITS
                ? Ranges.of(decimal(minimum), decimal(maximum))
                : Optional.empty();
        case VARCHAR -> Ranges.ofText(minimum.textValue(), maximum.textValue());
        default -> Optional.empty();
      };
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A text would be taken for zero, a larger number be cut. */
  private static long whole(JsonNode number) {
    return decimal(number).longValueExact();
  }

  private static BigDecimal decimal(JsonNode number) {
    return number.isNumber() ? number.decimalValue() : new BigDecimal(number.textValue());
  }

  private static long days(JsonNode date) {
    return LocalDate.parse(date.textValue()).toEpochDay();
  }
}
