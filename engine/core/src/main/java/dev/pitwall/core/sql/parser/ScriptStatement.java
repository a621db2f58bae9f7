package dev.pitwall.core.sql.parser;

import dev.pitwall.spi.error.SourcePosition;
import java.util.Objects;

/**
 * One statement of a script.
 *
 * @param text without comments before it and without the semicolon
 * @param start where the text begins in the script
 */
public record ScriptStatement(String text, SourcePosition start) {
  public ScriptStatement {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(start, "start");
  }

  /** The place in the script of a place in this statement. */
  public SourcePosition inScript(SourcePosition inStatement) {
    return inStatement.line() == 1
        ? new SourcePosition(start.line(), start.column() + inStatement.column() - 1)
        : new SourcePosition(start.line() + inStatement.line() - 1, inStatement.column());
  }
}
