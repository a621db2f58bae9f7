package dev.pitwall.core.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.OptionalLong;

/** The table of watermarks, within one transaction. */
final class Watermarks {
  private final Connection connection;

  Watermarks(Connection connection) {
    this.connection = connection;
  }

  Optional<Watermark> of(String view) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT from_micros, micros, read_micros, table_version, table_id FROM watermark"
                + " WHERE view_key = ?")) {
      query.setString(1, DefinitionRows.key(view));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static Watermark read(ResultSet row) throws SQLException {
    long from = row.getLong(1);
    OptionalLong bound = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(from);
    return new Watermark(bound, row.getLong(2), row.getLong(3), row.getLong(4), row.getString(5));
  }

  void set(String view, Watermark watermark) throws SQLException {
    remove(view);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO watermark"
                + " (view_key, from_micros, micros, read_micros, table_version, table_id)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, DefinitionRows.key(view));
      if (watermark.from().isPresent()) {
        insert.setLong(2, watermark.from().getAsLong());
      } else {
        insert.setNull(2, Types.BIGINT);
      }
      insert.setLong(3, watermark.to());
      insert.setLong(4, watermark.readAt());
      insert.setLong(5, watermark.tableVersion());
      insert.setString(6, watermark.tableId());
      insert.executeUpdate();
    }
  }

  void remove(String view) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM watermark WHERE view_key = ?")) {
      delete.setString(1, DefinitionRows.key(view));
      delete.executeUpdate();
    }
  }
}
