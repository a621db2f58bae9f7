package dev.pitwall.execution.memory;

/** What one structure on the Java heap takes of its query's memory. Not thread-safe. */
public final class HeapReservation implements AutoCloseable {
  private final QueryMemory memory;
  private long bytes;

  HeapReservation(QueryMemory memory) {
    this.memory = memory;
  }

  /**
   * Changes the reservation, before the structure grows or after it shrank.
   *
   * @throws dev.pitwall.spi.error.PitwallException MEMORY_LIMIT_EXCEEDED, with nothing changed
   */
  public void resize(long newBytes) {
    if (newBytes > bytes) {
      memory.take(newBytes - bytes);
    } else {
      memory.giveBack(bytes - newBytes);
    }
    bytes = newBytes;
  }

  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    resize(0);
  }
}
