package dev.pitwall.redis.value;

import dev.pitwall.redis.wire.WireType;
import dev.pitwall.redis.wire.WireWriter;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Writes arrays: in Feast's list of the element's type, or as values where that cannot hold it. */
final class ListWriter {
  private static final int ELEMENTS = 1;

  private ListWriter() {}

  static void write(ListVector lists, int row, WireWriter writer) {
    FieldVector elements = lists.getDataVector();
    int from = lists.getElementStartIndex(row);
    int to = lists.getElementEndIndex(row);
    boolean nested = elements instanceof ListVector || elements instanceof StructVector;
    if (nested || hasNull(elements, from, to)) {
      // Feast's typed lists know no NULL.
      writer.tag(ValueField.LIST, WireType.BLOCK).block(ValueWriter.values(elements, from, to));
    } else {
      writer.tag(field(elements), WireType.BLOCK).block(typed(elements, from, to));
      if (EpochTime.isTime(elements)) {
        writeRests(elements, from, to, writer);
      }
    }
  }

  private static boolean hasNull(FieldVector elements, int from, int to) {
    for (int i = from; i < to; i++) {
      if (elements.isNull(i)) {
        return true;
      }
    }
    return false;
  }

  private static int field(FieldVector elements) {
    if (elements instanceof DecimalVector) {
      return ValueField.DECIMAL_LIST;
    }
    return ValueField.TO_LIST + scalarField(elements);
  }

  private static int scalarField(FieldVector elements) {
    if (elements instanceof BitVector) {
      return ValueField.BOOL;
    } else if (elements instanceof Float4Vector) {
      return ValueField.FLOAT;
    } else if (elements instanceof Float8Vector) {
      return ValueField.DOUBLE;
    } else if (EpochTime.isTime(elements)) {
      return ValueField.UNIX_TIMESTAMP;
    }
    return elements instanceof BaseIntVector
        ? ValueWriter.integerField(elements)
        : ValueWriter.textField(elements);
  }

  /** Numbers are packed in one block; texts have a block each. */
  private static byte[] typed(FieldVector elements, int from, int to) {
    WireWriter list = new WireWriter();
    if (!isNumber(elements)) {
      for (int i = from; i < to; i++) {
        list.tag(ELEMENTS, WireType.BLOCK).block(ValueWriter.text(elements, i));
      }
    } else if (from < to) {
      WireWriter numbers = new WireWriter();
      for (int i = from; i < to; i++) {
        writeNumber(elements, i, numbers);
      }
      list.tag(ELEMENTS, WireType.BLOCK).block(numbers.toBytes());
    }
    return list.toBytes();
  }

  private static boolean isNumber(FieldVector elements) {
    return elements instanceof BaseIntVector
        || elements instanceof BitVector
        || elements instanceof Float4Vector
        || elements instanceof Float8Vector
        || EpochTime.isTime(elements);
  }

  private static void writeNumber(FieldVector elements, int at, WireWriter numbers) {
    if (elements instanceof Float4Vector floats) {
      numbers.fixed32(Float.floatToRawIntBits(floats.get(at)));
    } else if (elements instanceof Float8Vector doubles) {
      numbers.fixed64(Double.doubleToRawLongBits(doubles.get(at)));
    } else if (elements instanceof BitVector bits) {
      numbers.varint(bits.get(at));
    } else if (EpochTime.isTime(elements)) {
      numbers.varint(EpochTime.seconds(EpochTime.micros(elements, at)));
    } else {
      numbers.varint(((BaseIntVector) elements).getValueAsLong(at));
    }
  }

  /** One rest for each element, unless all are zero. */
  private static void writeRests(FieldVector elements, int from, int to, WireWriter writer) {
    WireWriter rests = new WireWriter();
    long any = 0;
    for (int i = from; i < to; i++) {
      long rest = EpochTime.rest(EpochTime.micros(elements, i));
      any |= rest;
      rests.varint(rest);
    }
    if (any != 0) {
      writer.tag(ValueField.MICROS, WireType.BLOCK).block(rests.toBytes());
    }
  }
}
