package dev.pitwall.core.codegen;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.calcite.avatica.util.ByteString;

/**
 * Values of vectors in the representation of code that Calcite generates: boxed numbers, {@link
 * String}, {@link ByteString}, {@link List}, {@link Map}, and {@code Object[]} for a ROW; null for
 * NULL. Called by generated code.
 */
public final class VectorValues {
  private VectorValues() {}

  public static Boolean get(BitVector vector, int row) {
    return vector.isNull(row) ? null : (Boolean) (vector.get(row) != 0);
  }

  public static Byte get(TinyIntVector vector, int row) {
    return vector.isNull(row) ? null : (Byte) vector.get(row);
  }

  public static Short get(SmallIntVector vector, int row) {
    return vector.isNull(row) ? null : (Short) vector.get(row);
  }

  public static Integer get(IntVector vector, int row) {
    return vector.isNull(row) ? null : (Integer) vector.get(row);
  }

  public static Long get(BigIntVector vector, int row) {
    return vector.isNull(row) ? null : (Long) vector.get(row);
  }

  public static Float get(Float4Vector vector, int row) {
    return vector.isNull(row) ? null : (Float) vector.get(row);
  }

  public static Double get(Float8Vector vector, int row) {
    return vector.isNull(row) ? null : (Double) vector.get(row);
  }

  public static BigDecimal get(DecimalVector vector, int row) {
    return vector.isNull(row) ? null : vector.getObject(row);
  }

  public static String get(VarCharVector vector, int row) {
    return vector.isNull(row) ? null : new String(vector.get(row), StandardCharsets.UTF_8);
  }

  public static ByteString get(VarBinaryVector vector, int row) {
    return vector.isNull(row) ? null : new ByteString(vector.get(row));
  }

  /** The elements of a list, in order. */
  public static List<Object> get(ListVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    List<Object> elements = new ArrayList<>();
    for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
      elements.add(getObject(vector.getDataVector(), i));
    }
    return elements;
  }

  /** The entries of a map, in order. */
  public static Map<Object, Object> get(MapVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    StructVector entries = (StructVector) vector.getDataVector();
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = vector.getElementStartIndex(row); i < vector.getElementEndIndex(row); i++) {
      map.put(
          getObject(entries.getChildrenFromFields().get(0), i),
          getObject(entries.getChildrenFromFields().get(1), i));
    }
    return map;
  }

  /** The fields of a row, in order. */
  public static Object[] get(StructVector vector, int row) {
    return vector.isNull(row)
        ? null
        : vector.getChildrenFromFields().stream().map(child -> getObject(child, row)).toArray();
  }

  /** The value of a vector of any lowered type. */
  public static Object getObject(FieldVector vector, int row) {
    if (vector instanceof BigIntVector longs) {
      return get(longs, row);
    } else if (vector instanceof Float8Vector doubles) {
      return get(doubles, row);
    } else if (vector instanceof IntVector integers) {
      return get(integers, row);
    } else if (vector instanceof VarCharVector texts) {
      return get(texts, row);
    } else if (vector instanceof BitVector booleans) {
      return get(booleans, row);
    } else if (vector instanceof Float4Vector floats) {
      return get(floats, row);
    } else if (vector instanceof DecimalVector decimals) {
      return get(decimals, row);
    } else if (vector instanceof SmallIntVector shorts) {
      return get(shorts, row);
    } else if (vector instanceof TinyIntVector bytes) {
      return get(bytes, row);
    } else if (vector instanceof VarBinaryVector binaries) {
      return get(binaries, row);
    } else if (vector instanceof MapVector maps) {
      return get(maps, row);
    } else if (vector instanceof ListVector lists) {
      return get(lists, row);
    } else if (vector instanceof StructVector structs) {
      return get(structs, row);
    } else if (vector.isNull(row)) {
      return null;
    }
    throw new IllegalArgumentException("not a lowered type: " + vector.getField());
  }
}
