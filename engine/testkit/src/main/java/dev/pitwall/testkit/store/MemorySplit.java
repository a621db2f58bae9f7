package dev.pitwall.testkit.store;

import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.ValueOrder;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows that were committed together. Immutable. */
final class MemorySplit implements Split {
  private final int ordinal;
  private final Schema schema;
  private final List<List<Object>> rows;
  private final BitSet deleted;
  private final Map<String, ColumnRange> ranges = new HashMap<>();
  private final Optional<String> orderedBy;

  MemorySplit(int ordinal, Schema schema, List<List<Object>> rows, BitSet deleted) {
    this.ordinal = ordinal;
    this.schema = schema;
    this.rows = List.copyOf(rows);
    this.deleted = deleted;
    for (int i = 0; i < schema.getFields().size(); i++) {
      addRange(schema.getFields().get(i).getName(), values(i));
    }
    this.orderedBy =
        schema.getFields().stream().filter(this::isAscendingTime).map(Field::getName).findFirst();
  }

  /** The same split without the rows for which the predicate is true. */
  MemorySplit without(RowPredicate predicate) {
    BitSet more = (BitSet) deleted.clone();
    for (int i = 0; i < rows.size(); i++) {
      if (predicate.keeps(rows.get(i))) {
        more.set(i);
      }
    }
    return new MemorySplit(ordinal, schema, rows, more);
  }

  List<Object> row(int position) {
    return rows.get(position);
  }

  boolean isDeleted(int position) {
    return deleted.get(position);
  }

  int liveRows() {
    return rows.size() - deleted.cardinality();
  }

  @Override
  public int ordinal() {
    return ordinal;
  }

  @Override
  public int rowCount() {
    return rows.size();
  }

  @Override
  public Optional<ColumnRange> range(String column) {
    return Optional.ofNullable(ranges.get(column));
  }

  @Override
  public Optional<String> orderedBy() {
    return orderedBy;
  }

  private List<Object> values(int column) {
    return rows.stream().map(row -> row.get(column)).filter(Objects::nonNull).toList();
  }

  /** NaN, arrays and the like have no order, so their columns get no range. */
  private void addRange(String column, List<Object> values) {
    boolean ordered =
        values.stream().allMatch(v -> v instanceof Comparable && !v.equals(Double.NaN));
    if (ordered && !values.isEmpty()) {
      Object minimum = values.stream().min(ValueOrder::compare).orElseThrow();
      Object maximum = values.stream().max(ValueOrder::compare).orElseThrow();
      ranges.put(column, new ColumnRange(minimum, maximum));
    }
  }

  private boolean isAscendingTime(Field field) {
    List<Object> values = values(schema.getFields().indexOf(field));
    return field.getType() instanceof ArrowType.Timestamp
        && values.size() == rows.size()
        && values.equals(values.stream().sorted().toList());
  }
}
