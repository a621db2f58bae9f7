package dev.pitwall.delta.rewrite;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.Text;

/**
 * Tells the rows of one key from others.
 *
 * @param key column names to values, as {@link dev.pitwall.spi.predicate.Predicate} represents
 *     them, or {@code byte[]}
 */
record KeyRows(Map<String, Object> key) {

  /** Whether some row of a batch is of the key. */
  boolean isIn(VectorSchemaRoot batch) {
    return IntStream.range(0, batch.getRowCount()).anyMatch(of(batch));
  }

  /** The rows of a batch that are not of the key. */
  int[] others(VectorSchemaRoot batch) {
    return IntStream.range(0, batch.getRowCount()).filter(of(batch).negate()).toArray();
  }

  private IntPredicate of(VectorSchemaRoot batch) {
    return key.entrySet().stream()
        .map(part -> of(batch.getVector(part.getKey()), part.getValue()))
        .reduce(row -> true, IntPredicate::and);
  }

  private static IntPredicate of(FieldVector vector, Object value) {
    IntPredicate equal = equal(vector, value);
    return row -> !vector.isNull(row) && equal.test(row);
  }

  private static IntPredicate equal(FieldVector vector, Object value) {
    if (vector instanceof BaseIntVector numbers && value instanceof Long wanted) {
      return row -> numbers.getValueAsLong(row) == wanted;
    } else if (vector instanceof TimeStampVector moments && value instanceof Long wanted) {
      return row -> moments.get(row) == wanted;
    } else if (vector instanceof DateDayVector days && value instanceof Long wanted) {
      return row -> days.get(row) == wanted;
    } else if (vector instanceof VarCharVector texts && value instanceof String wanted) {
      Text text = new Text(wanted);
      return row -> texts.getObject(row).equals(text);
    } else if (vector instanceof VarBinaryVector bytes && value instanceof byte[] wanted) {
      return row -> Arrays.equals(bytes.get(row), wanted);
    } else if (vector instanceof BitVector bits && value instanceof Boolean wanted) {
      return row -> (bits.get(row) == 1) == wanted;
    } else if (vector instanceof DecimalVector decimals && value instanceof BigDecimal wanted) {
      return row -> decimals.getObject(row).compareTo(wanted) == 0;
    }
    throw new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE,
        "column " + vector.getName() + ": rows are not found by a value of " + vector.getField());
  }
}
