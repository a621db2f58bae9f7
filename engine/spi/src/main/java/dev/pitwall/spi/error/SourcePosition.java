package dev.pitwall.spi.error;

/**
 * A place in a statement's text.
 *
 * @param line the line, counted from 1
 * @param column the column in that line, counted from 1
 */
public record SourcePosition(int line, int column) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
