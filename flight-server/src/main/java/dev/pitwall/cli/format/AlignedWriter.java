package dev.pitwall.cli.format;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Columns under one another. Their widths are those of the first rows, so that an answer of any
 * length needs little memory; a later, wider cell pushes its row out of line.
 */
final class AlignedWriter implements RowWriter {
  private static final int MEASURED_ROWS = 1_000;
  private static final String NULL = "NULL";

  private final PrintWriter out;
  private final List<List<String>> measured = new ArrayList<>();
  private List<Column> columns = List.of();
  private int[] widths;
  private long rows;

  AlignedWriter(PrintWriter out) {
    this.out = Objects.requireNonNull(out, "out");
  }

  @Override
  public void columns(List<Column> given) {
    columns = List.copyOf(given);
  }

  @Override
  public void row(List<String> cells) {
    rows++;
    if (widths != null) {
      write(cells);
      return;
    }
    measured.add(cells);
    if (measured.size() == MEASURED_ROWS) {
      flushMeasured();
    }
  }

  @Override
  public void end() {
    if (widths == null) {
      flushMeasured();
    }
    out.println(rows == 1 ? "(1 row)" : "(" + rows + " rows)");
    out.flush();
  }

  private void flushMeasured() {
    widths = columns.stream().mapToInt(c -> ShownText.width(shown(c.name()))).toArray();
    for (List<String> cells : measured) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], ShownText.width(shown(cells.get(i))));
      }
    }
    write(columns.stream().map(Column::name).toList());
    out.println(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
    measured.forEach(this::write);
    measured.clear();
  }

  private void write(List<String> cells) {
    String line =
        IntStream.range(0, widths.length)
            .mapToObj(i -> pad(shown(cells.get(i)), i))
            .collect(Collectors.joining(" | "));
    out.println(line.stripTrailing());
  }

  private String pad(String cell, int column) {
    String blanks = " ".repeat(Math.max(0, widths[column] - ShownText.width(cell)));
    return columns.get(column).isRight() ? blanks + cell : cell + blanks;
  }

  /** A cell on one line. */
  private static String shown(String cell) {
    return cell == null ? NULL : ShownText.of(cell);
  }
}
