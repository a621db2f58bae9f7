package dev.pitwall.flight.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows of a metadata answer, collected one by one. */
final class MetadataRows {
  private final Schema schema;
  private final List<Object[]> rows = new ArrayList<>();

  MetadataRows(Schema schema) {
    this.schema = Objects.requireNonNull(schema, "schema");
  }

  /**
   * Adds a row.
   *
   * @param values one for each column, in order; null where the column may be
   */
  MetadataRows add(Object... values) {
    if (values.length != schema.getFields().size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + schema.getFields().size() + " columns");
    }
    rows.add(values);
    return this;
  }

  /** The rows as a batch, which the caller closes. */
  VectorSchemaRoot toBatch(BufferAllocator allocator) {
    VectorSchemaRoot batch = VectorSchemaRoot.create(schema, allocator);
    try {
      for (int row = 0; row < rows.size(); row++) {
        setRow(batch, row);
      }
      batch.setRowCount(rows.size());
      return batch;
    } catch (RuntimeException e) {
      batch.close();
      throw e;
    }
  }

  private void setRow(VectorSchemaRoot batch, int row) {
    Object[] values = rows.get(row);
    for (int column = 0; column < values.length; column++) {
      if (values[column] != null) {
        set(batch.getVector(column), row, values[column]);
      }
    }
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof VarBinaryVector bytes) {
      bytes.setSafe(row, (byte[]) value);
    } else if (vector instanceof IntVector integers) {
      integers.setSafe(row, (Integer) value);
    } else if (vector instanceof UInt1Vector bytes) {
      bytes.setSafe(row, (Integer) value);
    } else if (vector instanceof BitVector bits) {
      bits.setSafe(row, Boolean.TRUE.equals(value) ? 1 : 0);
    } else {
      setTexts((ListVector) vector, row, (Collection<?>) value);
    }
  }

  private static void setTexts(ListVector list, int row, Collection<?> values) {
    int position = list.startNewValue(row);
    for (Object value : values) {
      set(list.getDataVector(), position++, value);
    }
    list.endValue(row, values.size());
  }
}
