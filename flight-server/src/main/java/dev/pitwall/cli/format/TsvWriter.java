package dev.pitwall.cli.format;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Values between tabs, with a header; {@code \N} is NULL, as in PostgreSQL and Hive. */
final class TsvWriter implements RowWriter {
  private static final String NULL = "\\N";

  private final PrintWriter out;

  TsvWriter(PrintWriter out) {
    this.out = Objects.requireNonNull(out, "out");
  }

  @Override
  public void columns(List<Column> columns) {
    write(columns.stream().map(Column::name).toList());
  }

  @Override
  public void row(List<String> cells) {
    write(cells);
  }

  @Override
  public void end() {
    out.flush();
  }

  private void write(List<String> cells) {
    out.print(cells.stream().map(TsvWriter::escape).collect(Collectors.joining("\t")));
    out.print('\n');
  }

  private static String escape(String cell) {
    return cell == null
        ? NULL
        : cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }
}
