package dev.pitwall.delta.parquet.decode;

import dev.pitwall.delta.parquet.encoding.CorruptPageException;
import dev.pitwall.delta.parquet.encoding.DeltaByteArrays;
import dev.pitwall.delta.parquet.encoding.HybridDecoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.column.Encoding;

/** Decodes BYTE_ARRAY into VARCHAR and VARBINARY vectors. */
final class BinaryValues implements ValueDecoder {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_GUESS = 8;

  private final Field field;
  private final HybridDecoder indices = new HybridDecoder();
  private final DeltaByteArrays differences = new DeltaByteArrays();
  private byte[] dictionaryBytes = new byte[0];
  private int[] dictionaryOffsets = {0};
  private int[] dictionaryLengths = new int[0];
  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private int[] picked = new int[0];
  private Encoding encoding = Encoding.PLAIN;
  private byte[] page;
  private int position;
  private BaseVariableWidthVector vector;
  private int slots;
  private int filled;
  private int written;

  BinaryValues(Field field) {
    this.field = field;
  }

  @Override
  public void dictionary(byte[] bytes, int size) {
    dictionaryBytes = bytes;
    dictionaryOffsets = new int[size];
    dictionaryLengths = new int[size];
    locate(bytes, 0, dictionaryOffsets, dictionaryLengths, size);
  }

  @Override
  public void page(Encoding pageEncoding, byte[] bytes, int from) {
    page = bytes;
    position = from;
    encoding = pageEncoding;
    switch (encoding) {
      case DELTA_BYTE_ARRAY -> differences.resetShared(bytes, from);
      case DELTA_LENGTH_BYTE_ARRAY -> differences.reset(bytes, from);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> resetIndices(bytes, from);
      default -> {}
    }
  }

  private void resetIndices(byte[] bytes, int from) {
    if (from < bytes.length) {
      indices.reset(bytes, from + 1, bytes.length, bytes[from]);
    }
  }

  /** Where the bytes of the page's values are. */
  private byte[] source() {
    return switch (encoding) {
      case PLAIN -> page;
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> dictionaryBytes;
      default -> differences.bytes();
    };
  }

  @Override
  public FieldVector begin(int count, BufferAllocator allocator) {
    vector = (BaseVariableWidthVector) field.createVector(allocator);
    try {
      vector.allocateNew((long) count * FIRST_GUESS, count);
    } catch (RuntimeException e) {
      vector.close();
      throw e;
    }
    slots = count;
    filled = 0;
    written = 0;
    MemoryUtil.setMemory(vector.getValidityBufferAddress(), (count + 7) >> 3, (byte) 0);
    MemoryUtil.putInt(vector.getOffsetBufferAddress(), 0);
    return vector;
  }

  @Override
  public void readRun(int slot, int count) {
    locate(count);
    reserve(count);
    Validity.setRun(vector.getValidityBufferAddress(), slot, count);
    fillTo(slot);
    long data = vector.getDataBufferAddress();
    long offsets = vector.getOffsetBufferAddress();
    byte[] source = source();
    int at = written;
    for (int i = 0; i < count; i++) {
      copy(source, starts[i], data + at, lengths[i]);
      at += lengths[i];
      MemoryUtil.putInt(offsets + 4L * (slot + i + 1), at);
    }
    written = at;
    filled = slot + count;
  }

  @Override
  public void readScattered(int[] targets, int count) {
    locate(count);
    copyScattered(targets, count);
  }

  @Override
  public void pick(int[] places, int[] targets, int count, int span) {
    locate(span);
    for (int i = 0; i < count; i++) {
      starts[i] = starts[places[i]];
      lengths[i] = lengths[places[i]];
    }
    copyScattered(targets, count);
  }

  private void copyScattered(int[] targets, int count) {
    reserve(count);
    Validity.setAll(vector.getValidityBufferAddress(), targets, count);
    long data = vector.getDataBufferAddress();
    long offsets = vector.getOffsetBufferAddress();
    byte[] source = source();
    for (int i = 0; i < count; i++) {
      fillTo(targets[i]);
      copy(source, starts[i], data + written, lengths[i]);
      written += lengths[i];
      filled = targets[i] + 1;
      MemoryUtil.putInt(offsets + 4L * filled, written);
    }
  }

  @Override
  public void clear(int slot, int count) {
    // A NULL takes no bytes.
  }

  @Override
  public void skip(int count) {
    switch (encoding) {
      case PLAIN -> {
        for (int i = 0; i < count; i++) {
          position += Integer.BYTES + lengthAt(page, position);
        }
      }
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> indices.skip(count);
      default -> differences.skip(count);
    }
  }

  @Override
  public void end() {
    fillTo(slots);
    vector.setLastSet(slots - 1);
    vector.setValueCount(slots);
    vector = null;
  }

  /** Values of a few bytes are most of all strings; a loop beats a call into native copying. */
  private static void copy(byte[] source, int from, long to, int length) {
    if (length > 16) {
      MemoryUtil.copyToMemory(source, from, to, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      MemoryUtil.putByte(to + i, source[from + i]);
    }
  }

  private void fillTo(int slot) {
    long offsets = vector.getOffsetBufferAddress();
    while (filled < slot) {
      MemoryUtil.putInt(offsets + 4L * ++filled, written);
    }
  }

  /** Finds the next values. */
  private void locate(int count) {
    if (starts.length < count) {
      starts = new int[count];
      lengths = new int[count];
      picked = new int[count];
    }
    switch (encoding) {
      case PLAIN -> position = locate(page, position, starts, lengths, count);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> pick(count);
      default -> differences.locate(starts, lengths, count);
    }
  }

  /** Makes room for the bytes of the values found. */
  private void reserve(int count) {
    long needed = written;
    for (int i = 0; i < count; i++) {
      needed += lengths[i];
    }
    if (needed > vector.getDataBuffer().capacity()) {
      vector.reallocDataBuffer(needed);
    }
  }

  private void pick(int count) {
    indices.read(picked, count);
    for (int i = 0; i < count; i++) {
      starts[i] = dictionaryOffsets[picked[i]];
      lengths[i] = dictionaryLengths[picked[i]];
    }
  }

  private static int locate(byte[] bytes, int from, int[] starts, int[] lengths, int count) {
    int at = from;
    for (int i = 0; i < count; i++) {
      int length = lengthAt(bytes, at);
      starts[i] = at + Integer.BYTES;
      lengths[i] = length;
      at += Integer.BYTES + length;
    }
    return at;
  }

  private static int lengthAt(byte[] bytes, int at) {
    int length = (int) INT.get(bytes, at);
    if (length < 0 || length > bytes.length - at - Integer.BYTES) {
      throw new CorruptPageException("a value of " + length + " bytes exceeds its page");
    }
    return length;
  }
}
