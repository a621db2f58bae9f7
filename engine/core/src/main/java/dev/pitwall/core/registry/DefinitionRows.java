package dev.pitwall.core.registry;

import dev.pitwall.core.registry.definition.Annotations;
import dev.pitwall.core.registry.definition.DefinitionJson;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.DefinitionStatus;
import dev.pitwall.core.registry.definition.RegisteredDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The table of definitions, within one transaction. */
final class DefinitionRows {
  private static final String COLUMNS =
      "kind, definition_id, name, version, catalog_version, status, owner, tags, created_at,"
          + " updated_at, body";
  private static final String NEWEST =
      "version = (SELECT MAX(n.version) FROM definition n WHERE n.kind = d.kind AND n.name_key ="
          + " d.name_key)";

  private final Connection connection;

  DefinitionRows(Connection connection) {
    this.connection = connection;
  }

  /** A name as rows are found by. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  long catalogVersion() throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("SELECT version FROM catalog_version");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Moves the catalog on by one version, within a change. */
  void advance() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE catalog_version SET version = version + 1")) {
      update.executeUpdate();
    }
  }

  /** The newest version of every object that was not dropped, by kind and name. */
  List<RegisteredDefinition> current() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM definition d WHERE body IS NOT NULL AND "
                + NEWEST
                + " ORDER BY kind, name_key")) {
      return read(query);
    }
  }

  /** Every version that the name ever had in its kind, oldest first. */
  List<RegisteredDefinition> history(DefinitionKind kind, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM definition d WHERE kind = ? AND name_key = ? ORDER BY version")) {
      query.setString(1, kind.name());
      query.setString(2, key(name));
      return read(query);
    }
  }

  /** The newest version of a name, which may be a drop. */
  Optional<RegisteredDefinition> newest(DefinitionKind kind, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM definition d WHERE kind = ? AND name_key = ? AND "
                + NEWEST)) {
      query.setString(1, kind.name());
      query.setString(2, key(name));
      return read(query).stream().findFirst();
    }
  }

  void insert(RegisteredDefinition row) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO definition (name_key, "
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, key(row.name()));
      insert.setString(2, row.kind().name());
      insert.setObject(3, row.id());
      insert.setString(4, row.name());
      insert.setLong(5, row.version());
      insert.setLong(6, row.catalogVersion());
      insert.setString(7, row.status().name());
      insert.setString(8, row.annotations().owner());
      insert.setString(9, DefinitionJson.writeTexts(row.annotations().tags()));
      insert.setObject(10, row.createdAt().atOffset(ZoneOffset.UTC));
      insert.setObject(11, row.updatedAt().atOffset(ZoneOffset.UTC));
      insert.setString(12, row.definition().map(DefinitionJson::write).orElse(null));
      insert.executeUpdate();
    }
  }

  private static List<RegisteredDefinition> read(PreparedStatement query) throws SQLException {
    List<RegisteredDefinition> rows = new ArrayList<>();
    try (ResultSet result = query.executeQuery()) {
      while (result.next()) {
        rows.add(row(result));
      }
    }
    return rows;
  }

  private static RegisteredDefinition row(ResultSet result) throws SQLException {
    DefinitionKind kind = DefinitionKind.valueOf(result.getString("kind"));
    return new RegisteredDefinition(
        kind,
        result.getObject("definition_id", UUID.class),
        result.getString("name"),
        result.getLong("version"),
        result.getLong("catalog_version"),
        DefinitionStatus.valueOf(result.getString("status")),
        new Annotations(
            result.getString("owner"), DefinitionJson.readTexts(result.getString("tags"))),
        instant(result, "created_at"),
        instant(result, "updated_at"),
        Optional.ofNullable(result.getString("body")).map(body -> DefinitionJson.read(kind, body)));
  }

  static Instant instant(ResultSet result, String column) throws SQLException {
    return result.getObject(column, OffsetDateTime.class).toInstant();
  }
}
