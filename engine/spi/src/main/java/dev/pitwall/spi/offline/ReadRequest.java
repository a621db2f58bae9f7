package dev.pitwall.spi.offline;

import dev.pitwall.spi.predicate.DynamicFilter;
import java.util.List;
import java.util.Objects;

/**
 * What to read of a split.
 *
 * @param columns the columns, in the order of the batches' vectors; empty counts rows only
 * @param rows which rows
 * @param filter asked again before each page or row group; only applies to {@link RowSelection.All}
 */
public record ReadRequest(List<String> columns, RowSelection rows, DynamicFilter filter) {
  public ReadRequest {
    columns = List.copyOf(columns);
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(filter, "filter");
  }

  /** Every row that the scan leaves. */
  public static ReadRequest all(List<String> columns) {
    return new ReadRequest(columns, new RowSelection.All(), DynamicFilter.NONE);
  }
}
