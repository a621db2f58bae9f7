package dev.pitwall.cli.format;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** RFC 4180 with a header. */
final class CsvWriter implements RowWriter {
  private final PrintWriter out;

  CsvWriter(PrintWriter out) {
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
    out.print(cells.stream().map(CsvWriter::quote).collect(Collectors.joining(",")));
    out.print("\r\n");
  }

  private static String quote(String cell) {
    if (cell == null) {
      return "";
    }
    boolean plain = !cell.isEmpty() && cell.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
