package dev.pitwall.cli.format;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A line for the names of the columns, and one for each row. */
final class DelimitedWriter implements RowWriter {
  private final PrintWriter out;
  private final String delimiter;
  private final String end;
  private final UnaryOperator<String> cell;

  private DelimitedWriter(
      PrintWriter out, String delimiter, String end, UnaryOperator<String> cell) {
    this.out = Objects.requireNonNull(out, "out");
    this.delimiter = delimiter;
    this.end = end;
    this.cell = cell;
  }

  /** RFC 4180; NULL is empty. */
  static RowWriter csv(PrintWriter out) {
    return new DelimitedWriter(out, ",", "\r\n", DelimitedWriter::quote);
  }

  /** Values between tabs; {@code \N} is NULL, as in PostgreSQL and Hive. */
  static RowWriter tsv(PrintWriter out) {
    return new DelimitedWriter(out, "\t", "\n", DelimitedWriter::escape);
  }

  @Override
  public void columns(List<Column> columns) {
    row(columns.stream().map(Column::name).toList());
  }

  @Override
  public void row(List<String> cells) {
    out.print(cells.stream().map(cell).collect(Collectors.joining(delimiter)));
    out.print(end);
  }

  @Override
  public void end() {
    out.flush();
  }

  private static String quote(String cell) {
    if (cell == null) {
      return "";
    }
    boolean plain = !cell.isEmpty() && cell.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String escape(String cell) {
    return cell == null
        ? "\\N"
        : cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }
}
