package dev.pitwall.spi.offline;

/** Which version of a table is meant. */
public sealed interface SnapshotSelector {

  /** The newest committed version. */
  record Latest() implements SnapshotSelector {}

  /** Exactly that version; a table without versions has only version 0. */
  record AtVersion(long version) implements SnapshotSelector {}

  /** The newest version committed at or before a moment, in microseconds since the epoch. */
  record AtTimestamp(long micros) implements SnapshotSelector {}
}
