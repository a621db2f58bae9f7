package dev.pitwall.execution.memory;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.arrow.memory.BufferAllocator;

/**
 * All the memory of one query: its Arrow buffers, and the heap structures that it accounts for,
 * under one limit. Thread-safe.
 */
public final class QueryMemory implements AutoCloseable {
  private final BufferAllocator allocator;

  /**
   * Opens an account.
   *
   * @param limitBytes what the query may hold at most
   */
  public QueryMemory(BufferAllocator parent, long limitBytes) {
    this.allocator = parent.newChildAllocator("query", 0, limitBytes);
  }

  /** The allocator of all buffers of the query. */
  public BufferAllocator allocator() {
    return allocator;
  }

  /** An account for one heap structure, empty at first. */
  public HeapReservation reservation() {
    return new HeapReservation(this);
  }

  /** What the query may still take, in bytes. */
  public long headroom() {
    return allocator.getHeadroom();
  }

  public long peakBytes() {
    return allocator.getPeakMemoryAllocation();
  }

  void take(long bytes) {
    if (!allocator.forceAllocate(bytes)) {
      allocator.releaseBytes(bytes);
      throw limitExceeded(null);
    }
  }

  void giveBack(long bytes) {
    allocator.releaseBytes(bytes);
  }

  /**
   * The error for an allocation that was refused.
   *
   * @param cause may be null
   */
  public PitwallException limitExceeded(Throwable cause) {
    BufferAllocator parent = allocator.getParentAllocator();
    boolean ownLimit = parent == null || parent.getHeadroom() > allocator.getHeadroom();
    String message =
        ownLimit
            ? "the query needs more than its memory limit of "
                + ByteSize.format(allocator.getLimit())
                + "; read fewer rows or columns, or raise limits.queryMemoryBytes"
            : "all queries together are at their memory limit of "
                + ByteSize.format(parent.getLimit())
                + "; try again when others have ended, or raise limits.memoryBytes";
    return new PitwallException(ErrorCode.MEMORY_LIMIT_EXCEEDED, message, cause);
  }

  /** Closes the account, which must be empty by now. */
  @Override
  public void close() {
    allocator.close();
  }
}
