package dev.pitwall.core.table;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What the engine knows about itself, as rows: {@code registry.<table>}, {@code system.<table>}.
 */
public final class MetadataTable extends EngineTable {
  private final Supplier<List<List<Object>>> rows;

  /**
   * Makes a table.
   *
   * @param rows asked for whenever the table is read; values as in a {@link
   *     dev.pitwall.execution.plan.ValuesPlan}
   */
  public MetadataTable(String name, Schema schema, Supplier<List<List<Object>>> rows) {
    super(name, schema);
    this.rows = Objects.requireNonNull(rows, "rows");
  }

  public List<List<Object>> rows() {
    return rows.get();
  }
}
