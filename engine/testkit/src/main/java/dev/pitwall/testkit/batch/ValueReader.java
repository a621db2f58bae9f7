package dev.pitwall.testkit.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Reads single values of vectors, as {@link Batches} says. */
final class ValueReader {
  private ValueReader() {}

  static Object read(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof MapVector map) {
      return map(map, row);
    }
    if (vector instanceof ListVector list) {
      return elements(list, row);
    }
    if (vector instanceof StructVector struct) {
      return struct(struct, row);
    }
    return scalar(vector, row);
  }

  private static Object scalar(FieldVector vector, int row) {
    if (vector instanceof BaseIntVector integer) {
      return integer.getValueAsLong(row);
    }
    if (vector instanceof FloatingPointVector real) {
      return real.getValueAsDouble(row);
    }
    if (vector instanceof BitVector bit) {
      return bit.get(row) != 0;
    }
    if (vector instanceof VarCharVector text) {
      return text.getObject(row).toString();
    }
    if (vector instanceof VarBinaryVector binary) {
      return Bytes.of(binary.get(row));
    }
    return vector instanceof DecimalVector decimal
        ? decimal.getObject(row)
        : (Object) time(vector, row);
  }

  private static long time(FieldVector vector, int row) {
    if (vector instanceof TimeStampVector timestamp) {
      return timestamp.get(row);
    }
    if (vector instanceof DateDayVector date) {
      return date.get(row);
    }
    if (vector instanceof TimeMicroVector time) {
      return time.get(row);
    }
    if (vector instanceof IntervalYearVector months) {
      return months.get(row);
    }
    if (vector instanceof DurationVector duration) {
      return DurationVector.get(duration.getDataBuffer(), row);
    }
    throw new IllegalArgumentException("no value is read from " + vector.getField());
  }

  private static List<Object> elements(ListVector vector, int row) {
    List<Object> elements = new ArrayList<>();
    for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
      elements.add(read(vector.getDataVector(), i));
    }
    return elements;
  }

  private static Map<Object, Object> map(MapVector vector, int row) {
    List<FieldVector> entry = vector.getDataVector().getChildrenFromFields();
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
      map.put(read(entry.get(0), i), read(entry.get(1), i));
    }
    return map;
  }

  private static Map<String, Object> struct(StructVector vector, int row) {
    Map<String, Object> struct = new LinkedHashMap<>();
    vector.getChildrenFromFields().forEach(child -> struct.put(child.getName(), read(child, row)));
    return struct;
  }
}
