package dev.pitwall.cli.shell;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours the statement that is being typed. */
final class SyntaxColours implements Highlighter {
  private static final AttributedStyle KEYWORD =
      AttributedStyle.BOLD.foreground(AttributedStyle.BLUE);
  private static final AttributedStyle LITERAL =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.faint();

  @Override
  public AttributedString highlight(LineReader reader, String line) {
    AttributedStringBuilder coloured = new AttributedStringBuilder();
    int done = 0;
    for (Token token : Token.of(line)) {
      coloured.append(line, done, token.start());
      coloured.styled(style(token), token.text());
      done = token.end();
    }
    return coloured.append(line.substring(done)).toAttributedString();
  }

  private static AttributedStyle style(Token token) {
    return switch (token.kind()) {
      case LITERAL -> LITERAL;
      case NUMBER -> NUMBER;
      case COMMENT -> COMMENT;
      case WORD -> SqlWords.contains(token.text()) ? KEYWORD : AttributedStyle.DEFAULT;
      case QUOTED_NAME, SYMBOL -> AttributedStyle.DEFAULT;
    };
  }
}
