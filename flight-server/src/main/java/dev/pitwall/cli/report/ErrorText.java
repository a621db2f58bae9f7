package dev.pitwall.cli.report;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import java.util.List;

/** An error as the user is shown it. */
public final class ErrorText {
  /** Of a long line, how much is shown before the place and after it. */
  private static final int SHOWN_CHARACTERS = 60;

  private static final String MARGIN = "  ";

  private ErrorText() {}

  /** One line: the place, the message, the code and the SQLSTATE. */
  public static String line(Exception error) {
    PitwallException ours = known(error);
    String message = ours.userMessage().replace('\n', ' ');
    return "error: " + message + " [" + ours.code() + ", " + ours.code().sqlState() + "]";
  }

  /** That line, and under it the line of the statement with a caret where the error is. */
  public static String withCaret(Exception error, String sql) {
    return known(error)
        .position()
        .map(place -> line(error) + excerpt(sql, place))
        .orElseGet(() -> line(error));
  }

  private static PitwallException known(Exception error) {
    return error instanceof PitwallException ours
        ? ours
        : new PitwallException(
            ErrorCode.INTERNAL_ERROR,
            "internal error; run again with --verbose for the details",
            error);
  }

  private static String excerpt(String sql, SourcePosition place) {
    List<String> lines = sql.lines().toList();
    if (place.line() > lines.size()) {
      return "";
    }
    String line = lines.get(place.line() - 1).replace('\t', ' ');
    int column = Math.min(place.column() - 1, line.length());
    int from = Math.max(0, column - SHOWN_CHARACTERS);
    int to = Math.min(line.length(), column + SHOWN_CHARACTERS);
    String newLine = System.lineSeparator();
    String caret = MARGIN + " ".repeat(column - from) + "^";
    return newLine + MARGIN + line.substring(from, to) + newLine + caret;
  }
}
