package dev.pitwall.testkit.batch;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Writes single values into vectors, as {@link Batches} says; rows are written in order. */
final class ValueWriter {
  private ValueWriter() {}

  static void write(FieldVector vector, int row, Object value) {
    if (value == null) {
      writeNull(vector, row);
    } else if (vector instanceof MapVector map) {
      writeMap(map, row, (Map<?, ?>) value);
    } else if (vector instanceof ListVector list) {
      writeList(list, row, (List<?>) value);
    } else if (vector instanceof StructVector struct) {
      writeStruct(struct, row, (Map<?, ?>) value);
    } else if (value instanceof Number number) {
      writeNumber(vector, row, number);
    } else {
      writeScalar(vector, row, value);
    }
  }

  private static void writeNull(FieldVector vector, int row) {
    if (vector instanceof ListVector list) {
      list.setNull(row);
    } else if (vector instanceof StructVector struct) {
      struct.setNull(row);
      struct.getChildrenFromFields().forEach(child -> writeNull(child, row));
    } else if (vector instanceof BaseFixedWidthVector fixed) {
      fixed.setNull(row);
    } else {
      vector.setNull(row);
    }
  }

  private static void writeScalar(FieldVector vector, int row, Object value) {
    if (vector instanceof BitVector bit && value instanceof Boolean truth) {
      bit.setSafe(row, truth ? 1 : 0);
    } else if (vector instanceof VarCharVector text && value instanceof String string) {
      text.setSafe(row, string.getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof VarBinaryVector binary && value instanceof Bytes bytes) {
      binary.setSafe(row, bytes.toArray());
    } else {
      throw unfit(vector, value);
    }
  }

  private static void writeNumber(FieldVector vector, int row, Number number) {
    if (vector instanceof DecimalVector decimal) {
      BigDecimal exact =
          number instanceof BigDecimal given ? given : new BigDecimal(number.toString());
      decimal.setSafe(row, exact.setScale(decimal.getScale()));
    } else if (vector instanceof Float8Vector real) {
      real.setSafe(row, number.doubleValue());
    } else if (vector instanceof Float4Vector real) {
      real.setSafe(row, number.floatValue());
    } else if (number instanceof Double || number instanceof Float) {
      throw unfit(vector, number);
    } else {
      writeInteger(vector, row, number.longValue());
    }
  }

  private static void writeInteger(FieldVector vector, int row, long value) {
    if (vector instanceof BigIntVector integer) {
      integer.setSafe(row, value);
    } else if (vector instanceof TimeStampVector timestamp) {
      timestamp.setSafe(row, value);
    } else if (vector instanceof TimeMicroVector time) {
      time.setSafe(row, value);
    } else if (vector instanceof DurationVector duration) {
      duration.setSafe(row, value);
    } else {
      writeNarrow(vector, row, Math.toIntExact(value));
    }
  }

  private static void writeNarrow(FieldVector vector, int row, int value) {
    if (vector instanceof IntVector integer) {
      integer.setSafe(row, value);
    } else if (vector instanceof SmallIntVector integer && value == (short) value) {
      integer.setSafe(row, value);
    } else if (vector instanceof TinyIntVector integer && value == (byte) value) {
      integer.setSafe(row, value);
    } else if (vector instanceof DateDayVector date) {
      date.setSafe(row, value);
    } else if (vector instanceof IntervalYearVector months) {
      months.setSafe(row, value);
    } else {
      throw unfit(vector, value);
    }
  }

  private static void writeList(ListVector vector, int row, List<?> elements) {
    int start = vector.startNewValue(row);
    for (int i = 0; i < elements.size(); i++) {
      write(vector.getDataVector(), start + i, elements.get(i));
    }
    vector.endValue(row, elements.size());
  }

  private static void writeMap(MapVector vector, int row, Map<?, ?> map) {
    int index = vector.startNewValue(row);
    StructVector entries = (StructVector) vector.getDataVector();
    List<FieldVector> entry = entries.getChildrenFromFields();
    for (Map.Entry<?, ?> each : map.entrySet()) {
      entries.setIndexDefined(index);
      write(entry.get(0), index, each.getKey());
      write(entry.get(1), index, each.getValue());
      index++;
    }
    vector.endValue(row, map.size());
  }

  private static void writeStruct(StructVector vector, int row, Map<?, ?> values) {
    vector.setIndexDefined(row);
    vector.getChildrenFromFields().forEach(child -> write(child, row, values.get(child.getName())));
  }

  private static IllegalArgumentException unfit(FieldVector vector, Object value) {
    return new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " does not go into " + vector.getField());
  }
}
