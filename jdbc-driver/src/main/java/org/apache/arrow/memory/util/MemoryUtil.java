package org.apache.arrow.memory.util;

import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sun.misc.Unsafe;

/**
 * Arrow's access to memory, in place of the class of this name in its jar, which wants {@code
 * java.nio} opened by a flag of the JVM. Offsets are all that is needed, and Unsafe tells those of
 * closed packages too.
 */
public final class MemoryUtil {
  /** Whether the lowest byte of a number comes first. */
  public static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private static final Unsafe UNSAFE = unsafe();
  private static final long BYTES = Unsafe.ARRAY_BYTE_BASE_OFFSET;
  private static final long ADDRESS = offset("address");
  private static final long CAPACITY = offset("capacity");

  /** What views are made of: has no memory of its own that could be freed under them. */
  private static final ByteBuffer EMPTY = ByteBuffer.allocateDirect(0);

  private MemoryUtil() {}

  private static Unsafe unsafe() {
    try {
      Field instance = Unsafe.class.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return (Unsafe) instance.get(null);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("deprecation") // Only for records and hidden classes, of which Buffer is none.
  private static long offset(String field) {
    try {
      return UNSAFE.objectFieldOffset(Buffer.class.getDeclaredField(field));
    } catch (NoSuchFieldException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Where the memory of a direct buffer begins. */
  public static long getByteBufferAddress(ByteBuffer buffer) {
    return UNSAFE.getLong(buffer, ADDRESS);
  }

  /** A buffer over memory that stays its owner's to free. */
  public static ByteBuffer directBuffer(long address, int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("the capacity is " + capacity);
    }
    ByteBuffer view = EMPTY.duplicate();
    UNSAFE.putLong(view, ADDRESS, address);
    UNSAFE.putInt(view, CAPACITY, capacity);
    return view.limit(capacity);
  }

  /** Copies between two places, which may overlap. */
  public static void copyMemory(long from, long to, long bytes) {
    UNSAFE.copyMemory(from, to, bytes);
  }

  /** Copies from an array. */
  public static void copyToMemory(byte[] from, long index, long to, long bytes) {
    UNSAFE.copyMemory(from, BYTES + index, null, to, bytes);
  }

  /** Copies into an array. */
  public static void copyFromMemory(long from, byte[] to, long index, long bytes) {
    UNSAFE.copyMemory(null, from, to, BYTES + index, bytes);
  }

  public static byte getByte(long address) {
    return UNSAFE.getByte(address);
  }

  public static void putByte(long address, byte value) {
    UNSAFE.putByte(address, value);
  }

  public static short getShort(long address) {
    return UNSAFE.getShort(address);
  }

  public static void putShort(long address, short value) {
    UNSAFE.putShort(address, value);
  }

  public static int getInt(long address) {
    return UNSAFE.getInt(address);
  }

  public static void putInt(long address, int value) {
    UNSAFE.putInt(address, value);
  }

  public static long getLong(long address) {
    return UNSAFE.getLong(address);
  }

  public static void putLong(long address, long value) {
    UNSAFE.putLong(address, value);
  }

  /** Fills memory with a byte. */
  public static void setMemory(long address, long bytes, byte value) {
    UNSAFE.setMemory(address, bytes, value);
  }

  public static int getInt(byte[] array, int index) {
    return UNSAFE.getInt(array, BYTES + index);
  }

  public static long getLong(byte[] array, int index) {
    return UNSAFE.getLong(array, BYTES + index);
  }

  /** Takes memory, and gives its address. */
  public static long allocateMemory(long bytes) {
    return UNSAFE.allocateMemory(bytes);
  }

  public static void freeMemory(long address) {
    UNSAFE.freeMemory(address);
  }
}
