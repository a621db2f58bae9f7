package dev.pitwall.cli.format;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A table of Markdown; NULL is written in italics. */
final class MarkdownWriter implements RowWriter {
  private static final String NULL = "*NULL*";

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

  private static String escape(String cell) {
    return cell.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("*", "\\*")
        .replace("<", "&lt;")
        .replace("\r", "")
        .replace("\n", "<br>");
  }
}
