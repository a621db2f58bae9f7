package dev.pitwall.spi.offline;

import java.util.Objects;

/**
 * Names what a write brings, so that bringing it again changes nothing: a table takes a version of
 * an application once, and none below it after.
 *
 * @param application who writes
 * @param version from 0 on; ascends from one write of the application to the next
 */
public record WriteTransaction(String application, long version) {
  public WriteTransaction {
    Objects.requireNonNull(application, "application");
    if (application.isEmpty() || version < 0) {
      throw new IllegalArgumentException("a transaction has a name and a version from 0 on");
    }
  }
}
