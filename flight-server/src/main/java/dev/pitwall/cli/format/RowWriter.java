package dev.pitwall.cli.format;

import java.util.List;

/** Writes one answer: its columns, its rows, and then the end. */
public interface RowWriter {
  void columns(List<Column> columns);

  /**
   * Writes a row.
   *
   * @param cells one for each column; null for NULL
   */
  void row(List<String> cells);

  void end();
}
