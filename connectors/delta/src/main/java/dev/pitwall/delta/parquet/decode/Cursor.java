package dev.pitwall.delta.parquet.decode;

/** Where the value being assembled goes. */
final class Cursor {
  /** The slot. */
  int index;

  /** Whether the value is not wanted and is assembled only to get past it. */
  boolean discard;

  /** Whether the next value goes into the next slot. */
  boolean repeated;

  /** Called when a value is complete. */
  void completed() {
    if (repeated && !discard) {
      index++;
    }
  }
}
