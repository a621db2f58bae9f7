package dev.pitwall.core.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table of how often entities were erased from views, within one transaction. */
final class ViewErasures {
  private final Connection connection;

  ViewErasures(Connection connection) {
    this.connection = connection;
  }

  long of(String view) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT times FROM view_erasure WHERE view_key = ?")) {
      query.setString(1, DefinitionRows.key(view));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** Counts one more, within a change. */
  void add(String view) throws SQLException {
    if (update("UPDATE view_erasure SET times = times + 1 WHERE view_key = ?", view) == 0) {
      update("INSERT INTO view_erasure (times, view_key) VALUES (1, ?)", view);
    }
  }

  private int update(String sql, String view) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, DefinitionRows.key(view));
      return update.executeUpdate();
    }
  }
}
