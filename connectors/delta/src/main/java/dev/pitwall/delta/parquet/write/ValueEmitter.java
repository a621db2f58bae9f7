package dev.pitwall.delta.parquet.write;

import java.util.Arrays;
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
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands the values of a vector, which are not NULL, to Parquet. */
@FunctionalInterface
interface ValueEmitter {
  /** Emits the value of a slot. */
  void emit(int slot);

  /** An emitter of the vector's values. */
  static ValueEmitter of(FieldVector vector, RecordConsumer to) {
    if (vector instanceof BitVector v) {
      return slot -> to.addBoolean(v.get(slot) != 0);
    } else if (vector instanceof TinyIntVector v) {
      return slot -> to.addInteger(v.get(slot));
    } else if (vector instanceof SmallIntVector v) {
      return slot -> to.addInteger(v.get(slot));
    } else if (vector instanceof IntVector v) {
      return slot -> to.addInteger(v.get(slot));
    } else if (vector instanceof DateDayVector v) {
      return slot -> to.addInteger(v.get(slot));
    } else if (vector instanceof BigIntVector v) {
      return slot -> to.addLong(v.get(slot));
    } else if (vector instanceof TimeStampVector v) {
      return slot -> to.addLong(v.get(slot));
    } else if (vector instanceof Float4Vector v) {
      return slot -> to.addFloat(v.get(slot));
    } else if (vector instanceof Float8Vector v) {
      return slot -> to.addDouble(v.get(slot));
    } else if (vector instanceof VarCharVector v) {
      return slot -> to.addBinary(Binary.fromConstantByteArray(v.get(slot)));
    } else if (vector instanceof VarBinaryVector v) {
      return slot -> to.addBinary(Binary.fromConstantByteArray(v.get(slot)));
    } else if (vector instanceof DecimalVector v) {
      return decimal(v, to);
    }
    return nested(vector, to);
  }

  private static ValueEmitter nested(FieldVector vector, RecordConsumer to) {
    if (vector instanceof MapVector map) {
      StructVector entries = (StructVector) map.getDataVector();
      ValueEmitter entry = fields(entries, to, new String[] {"key", "value"});
      return list(map, to, "key_value", entry);
    } else if (vector instanceof ListVector list) {
      ValueEmitter element = field(list.getDataVector(), to, "element", 0);
      return list(list, to, "list", element);
    }
    StructVector struct = (StructVector) vector;
    String[] names =
        struct.getChildrenFromFields().stream().map(FieldVector::getName).toArray(String[]::new);
    ValueEmitter fields = fields(struct, to, names);
    return slot -> {
      to.startGroup();
      fields.emit(slot);
      to.endGroup();
    };
  }

  private static ValueEmitter list(
      ListVector list, RecordConsumer to, String repeated, ValueEmitter element) {
    return slot -> {
      to.startGroup();
      int first = list.getElementStartIndex(slot);
      int end = list.getElementEndIndex(slot);
      if (end > first) {
        to.startField(repeated, 0);
        for (int i = first; i < end; i++) {
          to.startGroup();
          element.emit(i);
          to.endGroup();
        }
        to.endField(repeated, 0);
      }
      to.endGroup();
    };
  }

  private static ValueEmitter fields(StructVector struct, RecordConsumer to, String[] names) {
    ValueEmitter[] fields = new ValueEmitter[names.length];
    for (int i = 0; i < names.length; i++) {
      fields[i] = field(struct.getChildrenFromFields().get(i), to, names[i], i);
    }
    return slot -> {
      for (ValueEmitter field : fields) {
        field.emit(slot);
      }
    };
  }

  /** An emitter of a field, which is left out where it is NULL. */
  static ValueEmitter field(FieldVector vector, RecordConsumer to, String name, int index) {
    ValueEmitter value = of(vector, to);
    return slot -> {
      if (!vector.isNull(slot)) {
        to.startField(name, index);
        value.emit(slot);
        to.endField(name, index);
      }
    };
  }

  private static ValueEmitter decimal(DecimalVector vector, RecordConsumer to) {
    int precision = vector.getPrecision();
    if (precision <= 9) {
      return slot -> to.addInteger(vector.getObject(slot).unscaledValue().intValueExact());
    } else if (precision <= 18) {
      return slot -> to.addLong(vector.getObject(slot).unscaledValue().longValueExact());
    }
    int width = ParquetSchemas.decimalBytes(precision);
    return slot -> {
      byte[] shortest = vector.getObject(slot).unscaledValue().toByteArray();
      byte[] bytes = new byte[width];
      Arrays.fill(bytes, (byte) (shortest[0] >> 7));
      System.arraycopy(shortest, 0, bytes, width - shortest.length, shortest.length);
      to.addBinary(Binary.fromConstantByteArray(bytes));
    };
  }
}
