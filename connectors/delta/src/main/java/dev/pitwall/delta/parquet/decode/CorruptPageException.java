package dev.pitwall.delta.parquet.decode;

/** A page does not hold what its header says. */
public final class CorruptPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CorruptPageException(String message) {
    super(message);
  }
}
