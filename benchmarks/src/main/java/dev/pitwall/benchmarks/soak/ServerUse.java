package dev.pitwall.benchmarks.soak;

/**
 * What a server holds for its clients.
 *
 * @param bytes of Arrow memory
 * @param descriptors open files and sockets
 * @param threads of the JVM
 */
public record ServerUse(long bytes, long descriptors, long threads) {
  /** The least of each. */
  ServerUse least(ServerUse other) {
    return new ServerUse(
        Math.min(bytes, other.bytes),
        Math.min(descriptors, other.descriptors),
        Math.min(threads, other.threads));
  }

  /** What is held more than before; 0 where it is less. */
  ServerUse beyond(ServerUse before) {
    return new ServerUse(
        Math.max(0, bytes - before.bytes),
        Math.max(0, descriptors - before.descriptors),
        Math.max(0, threads - before.threads));
  }

  /** Whether it holds nothing. */
  public boolean isNothing() {
    return bytes == 0 && descriptors == 0 && threads == 0;
  }
}
