package dev.pitwall.core.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The table of watermarks, within one transaction. */
final class Watermarks {
  private final Connection connection;

  Watermarks(Connection connection) {
    this.connection = connection;
  }

  OptionalLong of(String view) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT micros FROM watermark WHERE view_key = ?")) {
      query.setString(1, DefinitionRows.key(view));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  void set(String view, long micros) throws SQLException {
    remove(view);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO watermark (view_key, micros) VALUES (?, ?)")) {
      insert.setString(1, DefinitionRows.key(view));
      insert.setLong(2, micros);
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
