package dev.pitwall.jdbc.metadata;

import dev.pitwall.jdbc.result.PitwallResultSet;
import dev.pitwall.jdbc.result.ResultColumns;
import dev.pitwall.jdbc.transport.Batches;
import dev.pitwall.jdbc.transport.FlightLink;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A result of metadata, with the columns that JDBC says it has, filled row by row. */
final class MetadataRows {
  private final Schema schema;
  private final List<Object[]> rows = new ArrayList<>();

  /**
   * Starts without rows.
   *
   * @param columns names, each with {@code :int}, {@code :short} or {@code :bool} unless it is text
   */
  MetadataRows(String... columns) {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      String[] parts = column.split(":");
      fields.add(Field.nullable(parts[0], parts.length == 1 ? text() : type(parts[1])));
    }
    schema = new Schema(fields);
  }

  /**
   * Adds a row.
   *
   * @param values one for each column, in order; null where there is none
   */
  MetadataRows add(Object... values) {
    if (values.length != schema.getFields().size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + schema.getFields().size() + " columns");
    }
    rows.add(values);
    return this;
  }

  /**
   * Adds rows that the server told.
   *
   * @param columns names of the server's, one for each column, in order; null where there is none
   */
  MetadataRows addAll(List<Map<String, Object>> found, String... columns) {
    found.forEach(row -> add(Arrays.stream(columns).map(row::get).toArray()));
    return this;
  }

  /** The rows as a result; freed when it is closed, was read to its end, or the link is closed. */
  ResultSet toResult(FlightLink link) {
    VectorSchemaRoot batch = VectorSchemaRoot.create(schema, link.allocator());
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).length; column++) {
        set(batch.getVector(column), row, rows.get(row)[column]);
      }
    }
    batch.setRowCount(rows.size());
    return PitwallResultSet.ofMetadata(ResultColumns.of(schema), new OneBatch(batch, link));
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (value == null) {
      return;
    }
    if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof IntVector integers) {
      integers.setSafe(row, ((Number) value).intValue());
    } else if (vector instanceof SmallIntVector shorts) {
      shorts.setSafe(row, ((Number) value).shortValue());
    } else {
      ((BitVector) vector).setSafe(row, Boolean.TRUE.equals(value) ? 1 : 0);
    }
  }

  private static ArrowType text() {
    return MinorType.VARCHAR.getType();
  }

  private static ArrowType type(String name) {
    return switch (name) {
      case "int" -> MinorType.INT.getType();
      case "short" -> MinorType.SMALLINT.getType();
      case "bool" -> MinorType.BIT.getType();
      default -> throw new IllegalArgumentException("no type " + name);
    };
  }

  private static final class OneBatch implements Batches {
    private final VectorSchemaRoot batch;
    private final FlightLink link;
    private boolean given;

    OneBatch(VectorSchemaRoot batch, FlightLink link) {
      this.batch = batch;
      this.link = link;
      link.hold(batch);
    }

    @Override
    public VectorSchemaRoot next() {
      boolean first = !given;
      given = true;
      return first ? batch : null;
    }

    @Override
    public void close() {
      link.letGo(batch);
      batch.close();
    }
  }
}
