package dev.pitwall.delta.scan;

import dev.pitwall.delta.parquet.decode.ColumnDecoder;
import dev.pitwall.delta.parquet.decode.RowRuns;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Repeats one value: that of a partition, or NULL for a column that a file does not have. */
final class ConstantDecoder implements ColumnDecoder {
  private final Field field;
  private final Object value;

  /**
   * @param value as {@link dev.pitwall.delta.log.PartitionValues#parse} gives it; null for NULL
   */
  ConstantDecoder(Field field, Object value) {
    this.field = field;
    this.value = value;
  }

  @Override
  public FieldVector decode(RowRuns runs, BufferAllocator allocator) {
    FieldVector vector = field.createVector(allocator);
    try {
      vector.setInitialCapacity(runs.rows());
      vector.allocateNew();
      for (int i = 0; value != null && i < runs.rows(); i++) {
        set(vector, i);
      }
      vector.setValueCount(runs.rows());
      return vector;
    } catch (RuntimeException e) {
      vector.close();
      throw e;
    }
  }

  private void set(FieldVector vector, int slot) {
    if (value instanceof Long number) {
      setWhole(vector, slot, number);
    } else if (vector instanceof VarCharVector text) {
      text.setSafe(slot, ((String) value).getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof VarBinaryVector bytes) {
      bytes.setSafe(slot, (byte[]) value);
    } else if (vector instanceof BitVector bit) {
      bit.setSafe(slot, (Boolean) value ? 1 : 0);
    } else if (vector instanceof DecimalVector decimal) {
      decimal.setSafe(slot, ((BigDecimal) value).setScale(decimal.getScale()));
    } else if (vector instanceof Float4Vector real) {
      real.setSafe(slot, ((Double) value).floatValue());
    } else {
      ((Float8Vector) vector).setSafe(slot, (Double) value);
    }
  }

  private static void setWhole(FieldVector vector, int slot, long number) {
    if (vector instanceof BigIntVector bigint) {
      bigint.setSafe(slot, number);
    } else if (vector instanceof IntVector integer) {
      integer.setSafe(slot, (int) number);
    } else if (vector instanceof DateDayVector date) {
      date.setSafe(slot, (int) number);
    } else if (vector instanceof TimeStampVector timestamp) {
      timestamp.setSafe(slot, number);
    } else if (vector instanceof SmallIntVector smallint) {
      smallint.setSafe(slot, (short) number);
    } else {
      ((TinyIntVector) vector).setSafe(slot, (byte) number);
    }
  }
}
