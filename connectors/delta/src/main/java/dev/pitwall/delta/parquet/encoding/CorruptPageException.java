package dev.pitwall.delta.parquet.encoding;

/** A page does not hold what its header says. */
public final class CorruptPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptPageException(String message) {
    super(message);
  }
}
