package dev.pitwall.cli.format;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;

/** A line for each cell, for rows that are wider than the screen. */
final class VerticalWriter implements RowWriter {
  private static final String NULL = "NULL";

  private final PrintWriter out;
  private List<Column> columns = List.of();
  private int width;
  private long rows;

  VerticalWriter(PrintWriter out) {
    this.out = Objects.requireNonNull(out, "out");
  }

  @Override
  public void columns(List<Column> given) {
    columns = List.copyOf(given);
    width = columns.stream().mapToInt(column -> column.name().length()).max().orElse(0);
  }

  @Override
  public void row(List<String> cells) {
    rows++;
    out.println("-[ row " + rows + " ]-");
    for (int i = 0; i < cells.size(); i++) {
      String name = columns.get(i).name();
      String cell = cells.get(i) == null ? NULL : cells.get(i);
      out.println(name + " ".repeat(width - name.length()) + " | " + onOneLine(cell));
    }
  }

  @Override
  public void end() {
    out.println(rows == 1 ? "(1 row)" : "(" + rows + " rows)");
    out.flush();
  }

  private static String onOneLine(String cell) {
    return cell.replace("\n", "\\n").replace("\r", "\\r");
  }
}
