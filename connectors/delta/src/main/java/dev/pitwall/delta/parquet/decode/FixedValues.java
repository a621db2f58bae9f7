package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.encoding.CorruptPageException;
import dev.pitwall.delta.parquet.encoding.DeltaBinaryDecoder;
import dev.pitwall.delta.parquet.encoding.HybridDecoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.column.Encoding;

/** Decodes INT32, INT64, FLOAT and DOUBLE into vectors of 1, 2, 4, 8 or 16 bytes a value. */
final class FixedValues implements ValueDecoder {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Any number that makes a vector keep the validity buffer that it is given. */
  private static final int SOME_NULLS = -1;

  private final Field field;
  private final int sourceWidth;
  private final int targetWidth;
  private final Conversion conversion;
  private final HybridDecoder indices = new HybridDecoder();
  private final DeltaBinaryDecoder differences = new DeltaBinaryDecoder();
  private long[] dictionary = new long[0];
  private int[] picked = new int[0];
  private long[] buffer = new long[0];
  private Encoding encoding = Encoding.PLAIN;
  private byte[] page;
  private int position;
  private BaseFixedWidthVector vector;
  private long validity;
  private long data;

  FixedValues(Field field, int sourceWidth, int targetWidth, Conversion conversion) {
    this.field = field;
    this.sourceWidth = sourceWidth;
    this.targetWidth = targetWidth;
    this.conversion = conversion;
  }

  @Override
  public void dictionary(byte[] bytes, int size) {
    check(bytes, 0, size);
    dictionary = new long[size];
    load(bytes, 0, dictionary, size);
  }

  @Override
  public void page(Encoding pageEncoding, byte[] bytes, int from) {
    page = bytes;
    position = from;
    encoding = pageEncoding;
    if (encoding == Encoding.DELTA_BINARY_PACKED) {
      differences.reset(bytes, from, bytes.length);
    } else if (encoding.usesDictionary() && from < bytes.length) {
      indices.reset(bytes, from + 1, bytes.length, bytes[from]);
    }
  }

  @Override
  public FieldVector begin(int slots, BufferAllocator allocator) {
    vector = (BaseFixedWidthVector) field.createVector(allocator);
    // Not allocateNew, which fills the values with zeros first.
    try (ArrowBuf bits = allocator.buffer(BitVectorHelper.getValidityBufferSize(slots));
        ArrowBuf values = allocator.buffer((long) slots * targetWidth)) {
      vector.loadFieldBuffers(new ArrowFieldNode(slots, SOME_NULLS), List.of(bits, values));
    }
    validity = vector.getValidityBufferAddress();
    data = vector.getDataBufferAddress();
    MemoryUtil.setMemory(validity, (slots + 7) >> 3, (byte) 0);
    return vector;
  }

  @Override
  public void readRun(int slot, int count) {
    Validity.setRun(validity, slot, count);
    if (encoding == Encoding.PLAIN && sourceWidth == targetWidth && conversion == Conversion.NONE) {
      check(page, position, count);
      MemoryUtil.copyToMemory(
          page, position, data + (long) slot * targetWidth, (long) count * targetWidth);
      position += count * sourceWidth;
      return;
    }
    if (encoding.usesDictionary() && targetWidth == Long.BYTES) {
      pick(count);
      storeRun(dictionary, picked, data + 8L * slot, count);
      return;
    }
    long[] values = next(count);
    switch (targetWidth) {
      case Integer.BYTES -> storeInts(values, data + 4L * slot, count);
      case Long.BYTES -> storeLongs(values, data + 8L * slot, count);
      default -> {
        for (int i = 0; i < count; i++) {
          store(slot + i, values[i]);
        }
      }
    }
  }

  @Override
  public void readScattered(int[] slots, int count) {
    storeScattered(next(count), slots, count);
  }

  @Override
  public void pick(int[] places, int[] slots, int count, int span) {
    if (encoding == Encoding.PLAIN) {
      storeScattered(plain(places, count, span), slots, count);
      return;
    }
    long[] values = next(span);
    for (int i = 0; i < count; i++) {
      values[i] = values[places[i]];
    }
    storeScattered(values, slots, count);
  }

  @Override
  public void clear(int slot, int count) {
    MemoryUtil.setMemory(data + (long) slot * targetWidth, (long) count * targetWidth, (byte) 0);
  }

  @Override
  public void skip(int count) {
    if (encoding == Encoding.DELTA_BINARY_PACKED) {
      differences.skip(count);
    } else if (encoding.usesDictionary()) {
      indices.skip(count);
    } else {
      position += count * sourceWidth;
    }
  }

  @Override
  public void end() {
    vector = null;
  }

  private static void storeRun(long[] dictionary, int[] picked, long address, int count) {
    for (int i = 0; i < count; i++) {
      MemoryUtil.putLong(address + 8L * i, dictionary[picked[i]]);
    }
  }

  private static void storeInts(long[] values, long address, int count) {
    for (int i = 0; i < count; i++) {
      MemoryUtil.putInt(address + 4L * i, (int) values[i]);
    }
  }

  private static void storeLongs(long[] values, long address, int count) {
    for (int i = 0; i < count; i++) {
      MemoryUtil.putLong(address + 8L * i, values[i]);
    }
  }

  private void storeScattered(long[] values, int[] slots, int count) {
    Validity.setAll(validity, slots, count);
    if (targetWidth == Long.BYTES) {
      long address = data;
      for (int i = 0; i < count; i++) {
        MemoryUtil.putLong(address + 8L * slots[i], values[i]);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      store(slots[i], values[i]);
    }
  }

  private void store(int slot, long value) {
    long address = data + (long) slot * targetWidth;
    switch (targetWidth) {
      case 1 -> MemoryUtil.putByte(address, (byte) Conversion.narrowed(value, Byte.SIZE));
      case 2 -> MemoryUtil.putShort(address, (short) Conversion.narrowed(value, Short.SIZE));
      case 4 -> MemoryUtil.putInt(address, (int) value);
      case 8 -> MemoryUtil.putLong(address, value);
      default -> {
        MemoryUtil.putLong(address, value);
        MemoryUtil.putLong(address + 8, value >> 63);
      }
    }
  }

  /** Some of the next values, which have places of their own. */
  private long[] plain(int[] places, int count, int span) {
    check(page, position, span);
    long[] values = buffer(count);
    if (sourceWidth == Integer.BYTES) {
      for (int i = 0; i < count; i++) {
        values[i] = (int) INT.get(page, position + 4 * places[i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = (long) LONG.get(page, position + 8 * places[i]);
      }
    }
    position += span * sourceWidth;
    conversion.apply(values, count);
    return values;
  }

  private long[] buffer(int count) {
    if (buffer.length < count) {
      buffer = new long[count];
    }
    return buffer;
  }

  private long[] next(int count) {
    buffer = buffer(count);
    if (encoding == Encoding.DELTA_BINARY_PACKED) {
      differences.read(buffer, count);
      narrow(count);
      conversion.apply(buffer, count);
    } else if (encoding.usesDictionary()) {
      pick(count);
      for (int i = 0; i < count; i++) {
        buffer[i] = dictionary[picked[i]];
      }
    } else {
      check(page, position, count);
      load(page, position, buffer, count);
      position += count * sourceWidth;
    }
    return buffer;
  }

  /** Sums of 32-bit integers wrap around as such. */
  private void narrow(int count) {
    for (int i = 0; sourceWidth == Integer.BYTES && i < count; i++) {
      buffer[i] = (int) buffer[i];
    }
  }

  private void pick(int count) {
    if (picked.length < count) {
      picked = new int[count];
    }
    indices.read(picked, count);
  }

  private void load(byte[] bytes, int from, long[] target, int count) {
    if (sourceWidth == Integer.BYTES) {
      for (int i = 0; i < count; i++) {
        target[i] = (int) INT.get(bytes, from + 4 * i);
      }
    } else {
      for (int i = 0; i < count; i++) {
        target[i] = (long) LONG.get(bytes, from + 8 * i);
      }
    }
    conversion.apply(target, count);
  }

  private void check(byte[] bytes, int from, int count) {
    if (bytes.length - from < (long) count * sourceWidth) {
      throw new CorruptPageException("a page of " + bytes.length + " bytes ends too early");
    }
  }
}
