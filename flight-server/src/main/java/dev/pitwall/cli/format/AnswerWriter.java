package dev.pitwall.cli.format;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes one answer: its columns, its batches, and then the end. */
public interface AnswerWriter {
  void columns(Schema schema);

  /** Writes the rows of a batch, which stays the caller's. */
  void rows(VectorSchemaRoot batch);

  void end();
}
