package dev.pitwall.spi.offline;

import java.util.Map;

/**
 * A table to be scanned and what was pushed into the scan so far. Immutable; made by a store and
 * opaque to everyone else.
 */
public interface ScanHandle {
  TableSnapshot snapshot();

  /** Whether rows come over a network, so that {@link BatchReader#prefetch()} saves time. */
  default boolean isRemote() {
    return false;
  }

  /**
   * What EXPLAIN says of the scan, in display order: for instance {@code version}, {@code files}
   * kept of total, {@code predicate}. Values hold no secret.
   */
  Map<String, String> explain();
}
