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
    width = columns.stream().mapToInt(c -> ShownText.width(shown(c))).max().orElse(0);
  }

  @Override
  public void row(List<String> cells) {
    rows++;
    out.println("-[ row " + rows + " ]-");
    for (int i = 0; i < cells.size(); i++) {
      String name = shown(columns.get(i));
      String cell = cells.get(i) == null ? NULL : ShownText.of(cells.get(i));
      out.println(name + " ".repeat(width - ShownText.width(name)) + " | " + cell);
    }
  }

  @Override
  public void end() {
    out.println(rows == 1 ? "(1 row)" : "(" + rows + " rows)");
    out.flush();
  }

  private static String shown(Column column) {
    return ShownText.of(column.name());
  }
}
