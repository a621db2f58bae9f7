package dev.pitwall.redis.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pitwall.redis.wire.WireType;
import dev.pitwall.redis.wire.WireWriter;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.Types.MinorType;

/** Writes values as Feast's {@code Value} messages. */
public final class ValueWriter {
  private static final byte[] NOTHING = new byte[0];

  private ValueWriter() {}

  /** The message of one value; no bytes for NULL. */
  public static byte[] toBytes(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return NOTHING;
    }
    WireWriter writer = new WireWriter();
    write(vector, row, writer);
    return writer.toBytes();
  }

  /** The message of a value inside of another, where NULL has a field of its own. */
  private static byte[] inner(FieldVector vector, int row) {
    return vector.isNull(row)
        ? new WireWriter().tag(ValueField.NULL, WireType.VARINT).varint(0).toBytes()
        : toBytes(vector, row);
  }

  private static void write(FieldVector vector, int row, WireWriter writer) {
    if (vector instanceof MapVector maps) {
      writer.tag(ValueField.MAP, WireType.BLOCK).block(entries(maps, row));
    } else if (vector instanceof ListVector lists) {
      ListWriter.write(lists, row, writer);
    } else if (vector instanceof StructVector structs) {
      writer.tag(ValueField.STRUCT, WireType.BLOCK).block(children(structs, row));
    } else if (vector instanceof BitVector bits) {
      writer.tag(ValueField.BOOL, WireType.VARINT).varint(bits.get(row));
    } else if (vector instanceof Float4Vector floats) {
      writer
          .tag(ValueField.FLOAT, WireType.FIXED32)
          .fixed32(Float.floatToRawIntBits(floats.get(row)));
    } else if (vector instanceof Float8Vector doubles) {
      writer
          .tag(ValueField.DOUBLE, WireType.FIXED64)
          .fixed64(Double.doubleToRawLongBits(doubles.get(row)));
    } else if (EpochTime.isTime(vector)) {
      writeTime(EpochTime.micros(vector, row), writer);
    } else if (vector instanceof BaseIntVector integers) {
      writer.tag(integerField(vector), WireType.VARINT).varint(integers.getValueAsLong(row));
    } else {
      writer.tag(textField(vector), WireType.BLOCK).block(text(vector, row));
    }
  }

  private static void writeTime(long micros, WireWriter writer) {
    writer.tag(ValueField.UNIX_TIMESTAMP, WireType.VARINT).varint(EpochTime.seconds(micros));
    if (EpochTime.rest(micros) != 0) {
      writer.tag(ValueField.MICROS, WireType.VARINT).varint(EpochTime.rest(micros));
    }
  }

  static int integerField(FieldVector vector) {
    return vector.getMinorType() == MinorType.BIGINT ? ValueField.INT64 : ValueField.INT32;
  }

  static int textField(FieldVector vector) {
    if (vector instanceof VarCharVector) {
      return ValueField.STRING;
    }
    return vector instanceof VarBinaryVector ? ValueField.BYTES : ValueField.DECIMAL;
  }

  static byte[] text(FieldVector vector, int row) {
    if (vector instanceof VarCharVector texts) {
      return texts.get(row);
    }
    if (vector instanceof VarBinaryVector binaries) {
      return binaries.get(row);
    }
    return ((DecimalVector) vector).getObject(row).toPlainString().getBytes(UTF_8);
  }

  private static byte[] entries(MapVector maps, int row) {
    StructVector pairs = (StructVector) maps.getDataVector();
    FieldVector keys = pairs.getChildrenFromFields().get(0);
    FieldVector values = pairs.getChildrenFromFields().get(1);
    WireWriter writer = new WireWriter();
    for (int i = maps.getElementStartIndex(row); i < maps.getElementEndIndex(row); i++) {
      writer.tag(1, WireType.BLOCK).block(entry(text(keys, i), inner(values, i)));
    }
    return writer.toBytes();
  }

  private static byte[] children(StructVector structs, int row) {
    WireWriter writer = new WireWriter();
    for (FieldVector child : structs.getChildrenFromFields()) {
      byte[] name = child.getName().getBytes(UTF_8);
      writer.tag(1, WireType.BLOCK).block(entry(name, inner(child, row)));
    }
    return writer.toBytes();
  }

  private static byte[] entry(byte[] key, byte[] value) {
    WireWriter writer = new WireWriter();
    writer.tag(1, WireType.BLOCK).block(key);
    return writer.tag(2, WireType.BLOCK).block(value).toBytes();
  }

  /** The elements of a list as values, which may be NULL. */
  static byte[] values(FieldVector elements, int from, int to) {
    WireWriter writer = new WireWriter();
    for (int i = from; i < to; i++) {
      writer.tag(1, WireType.BLOCK).block(inner(elements, i));
    }
    return writer.toBytes();
  }
}
