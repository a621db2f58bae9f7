package dev.pitwall.core.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of erasures, within one transaction. */
final class Erasures {
  private final Connection connection;

  Erasures(Connection connection) {
    this.connection = connection;
  }

  /** The erasure that was begun and not finished, or a new one. */
  Erasure begin(String entity, String joinKey, String scope, String user) throws SQLException {
    Optional<Erasure> unfinished =
        all().stream()
            .filter(
                known ->
                    known.finishedAt().isEmpty()
                        && known.entity().equalsIgnoreCase(entity)
                        && known.joinKey().equals(joinKey)
                        && known.scope().equals(scope))
            .findFirst();
    return unfinished.isPresent() ? unfinished.get() : insert(entity, joinKey, scope, user);
  }

  private Erasure insert(String entity, String joinKey, String scope, String user)
      throws SQLException {
    Erasure erasure =
        new Erasure(
            UUID.randomUUID(),
            entity,
            joinKey,
            scope,
            user,
            CatalogRegistry.now(),
            Optional.empty(),
            "");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO erasure (erasure_id, entity, join_key, scope, requested_by, started_at,"
                + " removed) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, erasure.id());
      insert.setString(2, entity);
      insert.setString(3, joinKey);
      insert.setString(4, scope);
      insert.setString(5, user);
      insert.setObject(6, OffsetDateTime.ofInstant(erasure.startedAt(), ZoneOffset.UTC));
      insert.setString(7, erasure.removed());
      insert.executeUpdate();
    }
    return erasure;
  }

  /** Records what was removed so far. */
  void note(Erasure erasure, String removed) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE erasure SET removed = ? WHERE erasure_id = ?")) {
      update.setString(1, removed);
      update.setObject(2, erasure.id());
      update.executeUpdate();
    }
  }

  /** Records what was removed, and that nothing is left to be. */
  void end(Erasure erasure, String removed) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE erasure SET finished_at = ?, removed = ? WHERE erasure_id = ?")) {
      update.setObject(1, OffsetDateTime.ofInstant(CatalogRegistry.now(), ZoneOffset.UTC));
      update.setString(2, removed);
      update.setObject(3, erasure.id());
      update.executeUpdate();
    }
  }

  /** Every receipt, oldest first. */
  List<Erasure> all() throws SQLException {
    List<Erasure> all = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT erasure_id, entity, join_key, scope, requested_by, started_at, finished_at,"
                    + " removed FROM erasure ORDER BY started_at, erasure_id");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        all.add(
            new Erasure(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                instant(row, 6).orElseThrow(),
                instant(row, 7),
                row.getString(8)));
      }
    }
    return all;
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
