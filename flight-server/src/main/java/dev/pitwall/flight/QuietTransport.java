package dev.pitwall.flight;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps gRPC from printing a stack trace for what a client does: it sends a message that is too
 * large, or cancels a call while its answer is sent. A level that was set before is left.
 */
final class QuietTransport {
  /** Java forgets the level of a logger that nobody holds. */
  private static final Logger GRPC = Logger.getLogger("io.grpc.netty");

  private QuietTransport() {}

  static void hush() {
    if (GRPC.getLevel() == null) {
      GRPC.setLevel(Level.SEVERE);
    }
  }
}
