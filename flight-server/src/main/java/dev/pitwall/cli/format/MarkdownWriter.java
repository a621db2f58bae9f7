package dev.pitwall.cli.format;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table of Markdown; NULL is written in italics. */
final class MarkdownWriter implements RowWriter {
  private static final String NULL = "*NULL*";
  private static final Pattern MARKUP =
      Pattern.compile("[\\\\|*`\\[~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  private final PrintWriter out;

  MarkdownWriter(PrintWriter out) {
    this.out = Objects.requireNonNull(out, "out");
  }

  @Override
  public void columns(List<Column> columns) {
    write(columns.stream().map(Column::name).map(MarkdownWriter::escape).toList());
    write(columns.stream().map(column -> column.isRight() ? "---:" : "---").toList());
  }

  @Override
  public void row(List<String> cells) {
    write(cells.stream().map(cell -> cell == null ? NULL : escape(cell)).toList());
  }

  @Override
  public void end() {
    out.flush();
  }

  private void write(List<String> cells) {
    out.println(cells.stream().collect(Collectors.joining(" | ", "| ", " |")));
  }

  /**
   * The text as it is shown, whatever it means to Markdown; an underscore in a word means nothing.
   */
  private static String escape(String cell) {
    String literal = MARKUP.matcher(cell).replaceAll("\\\\$0");
    return LINE_END.matcher(literal.replace("&", "&amp;").replace("<", "&lt;")).replaceAll("<br>");
  }
}
