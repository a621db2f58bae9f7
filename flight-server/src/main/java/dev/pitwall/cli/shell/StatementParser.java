package dev.pitwall.cli.shell;

import dev.pitwall.cli.script.SqlScript;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Has the editor read on until a statement has its semicolon. */
final class StatementParser implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE
        && !ShellCommand.isMeant(line)
        && !SqlScript.isWhole(line)) {
      throw new EOFError(-1, -1, "a statement ends with a semicolon");
    }
    return WordBefore.of(line, cursor);
  }

  /** The name before the cursor, with the names and dots before it. */
  private record WordBefore(String line, int cursor, String word) implements CompletingParsedLine {
    static WordBefore of(String line, int cursor) {
      int start = cursor;
      while (start > 0 && isOfName(line.charAt(start - 1))) {
        start--;
      }
      return new WordBefore(line, cursor, line.substring(start, cursor));
    }

    private static boolean isOfName(char c) {
      return Character.isJavaIdentifierPart(c) || c == '.' || c == '"';
    }

    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    /** Candidates are written as SQL wants them. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
