package dev.pitwall.delta.commit;

import java.util.Objects;

/**
 * Names what a commit brings, so that bringing it again changes nothing.
 *
 * @param application who writes
 * @param version ascends from one commit of the application to the next
 */
public record TransactionId(String application, long version) {
  public TransactionId {
    Objects.requireNonNull(application, "application");
    if (application.isEmpty() || version < 0) {
      throw new IllegalArgumentException("a transaction has a name and a version from 0 on");
    }
  }
}
