package dev.pitwall.jdbc.transport;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.arrow.flight.auth2.ClientHandshakeWrapper;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Keeps Arrow from writing into the log of its host what it allocates memory with, and from
 * printing a stack trace when a password is wrong. A level that was set before is left.
 */
final class QuietLoggers {
  /** Java forgets the level of a logger that nobody holds. */
  private static final List<Logger> HELD =
      Stream.of(
              Logger.getLogger(BufferAllocator.class.getPackageName()),
              Logger.getLogger(ClientHandshakeWrapper.class.getName()))
          .toList();

  private QuietLoggers() {}

  static void hush() {
    hush(HELD.get(0), Level.WARNING);
    hush(HELD.get(1), Level.OFF);
  }

  private static void hush(Logger logger, Level level) {
    if (logger.getLevel() == null) {
      logger.setLevel(level);
    }
  }
}
