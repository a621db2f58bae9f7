package dev.pitwall.core.codegen;

import dev.pitwall.execution.vector.VectorWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.calcite.avatica.util.ByteString;

/** Writes values in the representation of {@link VectorValues}. Called by generated code. */
public final class VectorSinks {
  private VectorSinks() {}

  public static void set(BitVector vector, int row, Boolean value) {
    if (value == null) {
      vector.setNull(row);
    } else {
      vector.setSafe(row, value ? 1 : 0);
    }
  }

  public static void set(IntVector vector, int row, Integer value) {
    if (value == null) {
      vector.setNull(row);
    } else {
      vector.setSafe(row, value);
    }
  }

  public static void set(BigIntVector vector, int row, Long value) {
    if (value == null) {
      vector.setNull(row);
    } else {
      vector.setSafe(row, value);
    }
  }

  public static void set(Float8Vector vector, int row, Double value) {
    if (value == null) {
      vector.setNull(row);
    } else {
      vector.setSafe(row, value);
    }
  }

  public static void set(VarCharVector vector, int row, String value) {
    if (value == null) {
      vector.setNull(row);
    } else {
      vector.setSafe(row, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes into a vector of any lowered type; numbers of any class are converted. */
  public static void set(FieldVector vector, int row, Object value) {
    if (value == null || vector instanceof NullVector) {
      setNull(vector, row);
    } else if (value instanceof Number number && vector instanceof DecimalVector decimals) {
      setDecimal(decimals, row, number);
    } else if (value instanceof Number) {
      VectorWriter.set(vector, row, value);
    } else if (vector instanceof VarCharVector texts) {
      set(texts, row, value.toString());
    } else if (vector instanceof BitVector booleans) {
      set(booleans, row, (Boolean) value);
    } else if (vector instanceof VarBinaryVector binaries) {
      binaries.setSafe(row, ((ByteString) value).getBytes());
    } else if (vector instanceof MapVector maps) {
      setMap(maps, row, (Map<?, ?>) value);
    } else if (vector instanceof ListVector lists) {
      setList(lists, row, (List<?>) value);
    } else if (vector instanceof StructVector structs) {
      setStruct(structs, row, value);
    } else {
      throw unwritable(vector, value);
    }
  }

  private static void setNull(FieldVector vector, int row) {
    if (!(vector instanceof NullVector)) {
      vector.setNull(row);
    }
  }

  private static void setDecimal(DecimalVector vector, int row, Number value) {
    BigDecimal exact =
        value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    BigDecimal scaled = exact.setScale(vector.getScale(), RoundingMode.HALF_UP);
    if (scaled.precision() > vector.getPrecision()) {
      throw new ArithmeticException(
          "overflow: "
              + exact.toPlainString()
              + " has too many digits for DECIMAL("
              + vector.getPrecision()
              + ", "
              + vector.getScale()
              + ")");
    }
    vector.setSafe(row, scaled);
  }

  private static void setList(ListVector vector, int row, List<?> elements) {
    int start = vector.startNewValue(row);
    FieldVector data = vector.getDataVector();
    for (int i = 0; i < elements.size(); i++) {
      set(data, start + i, elements.get(i));
    }
    vector.endValue(row, elements.size());
  }

  private static void setMap(MapVector vector, int row, Map<?, ?> map) {
    int at = vector.startNewValue(row);
    StructVector entries = (StructVector) vector.getDataVector();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      setStruct(entries, at++, Arrays.asList(entry.getKey(), entry.getValue()));
    }
    vector.endValue(row, map.size());
  }

  private static void setStruct(StructVector vector, int row, Object value) {
    List<?> fields = value instanceof Object[] array ? Arrays.asList(array) : (List<?>) value;
    vector.setIndexDefined(row); // grows by itself, and so does each field
    for (int i = 0; i < fields.size(); i++) {
      set(vector.getChildrenFromFields().get(i), row, fields.get(i));
    }
  }

  private static IllegalArgumentException unwritable(FieldVector vector, Object value) {
    return new IllegalArgumentException(
        "a " + value.getClass().getSimpleName() + " does not fit into " + vector.getField());
  }
}
