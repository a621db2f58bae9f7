package dev.pitwall.delta.parquet.decode;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.parquet.column.Encoding;

/** Decodes the values of pages, without their levels, into the slots of a vector. */
interface ValueDecoder {
  /** Takes the dictionary of the row group. */
  void dictionary(byte[] bytes, int size);

  /** Starts a page, whose values begin at an offset. */
  void page(Encoding encoding, byte[] bytes, int from);

  /** Starts a vector, in which all slots are NULL. */
  FieldVector begin(int slots, BufferAllocator allocator);

  /** Reads values into consecutive slots behind those read before. */
  void readRun(int slot, int count);

  /** Reads values into ascending slots behind those read before. */
  void readScattered(int[] slots, int count);

  /**
   * Reads some of the next values into ascending slots, and passes over the others.
   *
   * @param places which ones, ascending, counted from the next value
   * @param count how many are read
   * @param span how many are read or passed over: more than the last place
   */
  void pick(int[] places, int[] slots, int count, int span);

  /**
   * Clears the values of consecutive slots that stay NULL, or are read next, where memory that was
   * used before would show.
   */
  void clear(int slot, int count);

  /** Passes over values. */
  void skip(int count);

  /** Finishes the vector. */
  void end();
}
