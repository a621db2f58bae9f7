package dev.pitwall.spi.plugin;

import org.apache.arrow.vector.VectorSchemaRoot;

/** A file of rows that is being written. Not thread-safe. */
public interface RowFile {
  /**
   * Writes a batch; the caller keeps it.
   *
   * @throws dev.pitwall.spi.error.PitwallException STORE_FAILURE when the stream cannot be written
   */
  void append(VectorSchemaRoot batch);

  /** Completes the file, which nobody can read before. The stream stays open. */
  void finish();
}
