package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.encoding.CorruptPageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Fills a vector of scalars. */
final class ScalarConverter extends PrimitiveConverter {
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final PrimitiveType type;
  private final FieldVector vector;
  private final Cursor cursor;
  private final Conversion toMicros;
  private final int scale;

  ScalarConverter(PrimitiveType type, FieldVector vector, Cursor cursor) {
    this.type = type;
    this.vector = vector;
    this.cursor = cursor;
    this.toMicros = ColumnDecoders.toMicros(type);
    this.scale =
        type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
            ? decimal.getScale()
            : 0;
  }

  @Override
  public void addBoolean(boolean value) {
    if (!cursor.discard) {
      ((BitVector) vector).setSafe(cursor.index, value ? 1 : 0);
    }
    cursor.completed();
  }

  @Override
  public void addInt(int value) {
    addInteger(value);
  }

  @Override
  public void addLong(long value) {
    addInteger(value);
  }

  @Override
  public void addFloat(float value) {
    if (!cursor.discard) {
      if (vector instanceof Float4Vector real) {
        real.setSafe(cursor.index, value);
      } else {
        ((Float8Vector) vector).setSafe(cursor.index, value);
      }
    }
    cursor.completed();
  }

  @Override
  public void addDouble(double value) {
    if (!cursor.discard) {
      ((Float8Vector) vector).setSafe(cursor.index, value);
    }
    cursor.completed();
  }

  @Override
  public void addBinary(Binary value) {
    if (!cursor.discard) {
      set(value);
    }
    cursor.completed();
  }

  private void addInteger(long value) {
    if (!cursor.discard) {
      set(cursor.index, value);
    }
    cursor.completed();
  }

  private void set(int index, long value) {
    if (vector instanceof IntVector integer) {
      integer.setSafe(index, (int) Conversion.narrowed(value, Integer.SIZE));
    } else if (vector instanceof BigIntVector bigint) {
      bigint.setSafe(index, value);
    } else if (vector instanceof TimeStampVector timestamp) {
      long[] micros = {value};
      toMicros.apply(micros, 1);
      timestamp.setSafe(index, micros[0]);
    } else if (vector instanceof DateDayVector date) {
      date.setSafe(index, (int) value);
    } else if (vector instanceof SmallIntVector smallint) {
      smallint.setSafe(index, (short) Conversion.narrowed(value, Short.SIZE));
    } else if (vector instanceof TinyIntVector tinyint) {
      tinyint.setSafe(index, (byte) Conversion.narrowed(value, Byte.SIZE));
    } else if (vector instanceof Float8Vector number) {
      number.setSafe(index, Conversion.exact(value));
    } else {
      setDecimal(BigDecimal.valueOf(value, scale));
    }
  }

  private void set(Binary value) {
    if (vector instanceof VarCharVector text) {
      text.setSafe(cursor.index, value.getBytes());
    } else if (vector instanceof VarBinaryVector bytes) {
      bytes.setSafe(cursor.index, value.getBytes());
    } else if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      ((TimeStampVector) vector).setSafe(cursor.index, micros(value));
    } else {
      setDecimal(new BigDecimal(new BigInteger(value.getBytes()), scale));
    }
  }

  private void setDecimal(BigDecimal value) {
    DecimalVector decimal = (DecimalVector) vector;
    try {
      decimal.setSafe(cursor.index, value.setScale(decimal.getScale(), RoundingMode.UNNECESSARY));
    } catch (ArithmeticException | UnsupportedOperationException e) {
      throw new CorruptPageException(
          "the number %s does not fit into the DECIMAL(%d, %d) of its column"
              .formatted(value.toPlainString(), decimal.getPrecision(), decimal.getScale()));
    }
  }

  /** Impala's timestamp: nanoseconds of the day, then the Julian day. */
  private static long micros(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int from = bytes.position();
    long nanos = bytes.getLong(from);
    long day = bytes.getInt(from + Long.BYTES) - (long) JULIAN_DAY_OF_EPOCH;
    return Conversion.inMicros(day, MICROS_PER_DAY) + Math.floorDiv(nanos, 1_000L);
  }
}
