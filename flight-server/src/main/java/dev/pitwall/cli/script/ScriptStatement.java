package dev.pitwall.cli.script;

import dev.pitwall.spi.error.SourcePosition;
import java.util.Objects;

/**
 * One statement of a script.
 *
 * @param text without the semicolon
 * @param start where the text begins in the script
 */
public record ScriptStatement(String text, SourcePosition start) {
  public ScriptStatement {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(start, "start");
  }

  /** Where in the script a place in the statement is. */
  public SourcePosition inScript(SourcePosition place) {
    return place.line() == 1
        ? new SourcePosition(start.line(), start.column() + place.column() - 1)
        : new SourcePosition(start.line() + place.line() - 1, place.column());
  }
}
