package dev.pitwall.flight.metadata;

import java.sql.DatabaseMetaData;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Answers what types there are. */
public final class TypeCommands {
  private static final int DECIMAL_RADIX = 10;

  private final BufferAllocator allocator;

  public TypeCommands(BufferAllocator allocator) {
    this.allocator = Objects.requireNonNull(allocator, "allocator");
  }

  /**
   * The types, ordered by number, as ODBC and JDBC want them.
   *
   * @param jdbcType only the type of that number; empty for all
   */
  public VectorSchemaRoot types(OptionalInt jdbcType) {
    MetadataRows rows = new MetadataRows(Schemas.GET_TYPE_INFO_SCHEMA);
    Stream.of(SqlType.values())
        .filter(type -> jdbcType.isEmpty() || jdbcType.getAsInt() == type.jdbcType())
        .sorted(Comparator.comparingInt(SqlType::jdbcType))
        .forEach(type -> add(rows, type));
    return rows.toBatch(allocator);
  }

  private static void add(MetadataRows rows, SqlType type) {
    Integer size = type.size().isPresent() ? type.size().getAsInt() : null;
    Integer maximumScale =
        switch (type) {
          case DECIMAL -> size;
          case TIME, TIMESTAMP, TIMESTAMP_LTZ -> 6;
          default -> null;
        };
    rows.add(
        type.sqlName(),
        type.jdbcType(),
        size,
        literalPrefix(type),
        literalPrefix(type) == null ? null : "'",
        type.parameters().isEmpty() ? null : List.copyOf(type.parameters()),
        DatabaseMetaData.typeNullable,
        type == SqlType.VARCHAR,
        DatabaseMetaData.typeSearchable,
        type.isNumber() ? Boolean.FALSE : null,
        type == SqlType.DECIMAL,
        type.isNumber() ? Boolean.FALSE : null,
        type.sqlName(),
        maximumScale == null ? null : 0,
        maximumScale,
        type.jdbcType(),
        null,
        type.isNumber() ? DECIMAL_RADIX : null,
        null);
  }

  private static String literalPrefix(SqlType type) {
    return switch (type) {
      case VARCHAR -> "'";
      case VARBINARY -> "X'";
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ -> type.sqlName() + " '";
      default -> null;
    };
  }
}
