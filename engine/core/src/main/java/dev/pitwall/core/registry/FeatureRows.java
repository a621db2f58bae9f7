package dev.pitwall.core.registry;

import dev.pitwall.core.registry.definition.DefinitionJson;
import dev.pitwall.core.registry.definition.DefinitionStatus;
import dev.pitwall.core.registry.definition.RegisteredFeature;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The feature registry, within one transaction. */
final class FeatureRows {
  private static final String COLUMNS =
      "feature_id, version, view_key, name, description, owner, created_at, updated_at, status,"
          + " tags, lineage, statistics, constraints";
  private static final String NEWEST =
      "version = (SELECT MAX(n.version) FROM feature_registry n WHERE n.feature_id ="
          + " f.feature_id)";

  private final Connection connection;

  FeatureRows(Connection connection) {
    this.connection = connection;
  }

  /** The newest version of every feature that a view has or had, by name. */
  List<RegisteredFeature> newest(String view) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM feature_registry f WHERE view_key = ? AND "
                + NEWEST
                + " ORDER BY name")) {
      query.setString(1, DefinitionRows.key(view));
      return read(query);
    }
  }

  /**
   * Writes the versions that lead from what is registered of a view to these features: a feature
   * that is not among them is archived, one that says the same stays as it is.
   */
  void replace(String view, List<RegisteredFeature> features) throws SQLException {
    Map<String, RegisteredFeature> known = new HashMap<>();
    newest(view).forEach(feature -> known.put(DefinitionRows.key(feature.name()), feature));
    for (RegisteredFeature feature : features) {
      RegisteredFeature earlier = known.remove(DefinitionRows.key(feature.name()));
      if (earlier == null) {
        insert(feature);
      } else if (!feature.saysTheSameAs(earlier)) {
        insert(feature.after(earlier));
      }
    }
    archive(known.values());
  }

  /** Archives all features of a view. */
  void archive(String view) throws SQLException {
    replace(view, List.of());
  }

  private void archive(Iterable<RegisteredFeature> gone) throws SQLException {
    for (RegisteredFeature feature : gone) {
      if (feature.status() != DefinitionStatus.ARCHIVED) {
        insert(feature.archived(CatalogRegistry.now()));
      }
    }
  }

  private void insert(RegisteredFeature feature) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO feature_registry ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, feature.id());
      insert.setLong(2, feature.version());
      insert.setString(3, feature.view());
      insert.setString(4, feature.name());
      insert.setString(5, feature.description());
      insert.setString(6, feature.owner());
      insert.setObject(7, feature.createdAt().atOffset(ZoneOffset.UTC));
      insert.setObject(8, feature.updatedAt().atOffset(ZoneOffset.UTC));
      insert.setString(9, feature.status().name());
      insert.setString(10, DefinitionJson.writeTexts(feature.tags()));
      insert.setString(11, feature.lineage());
      insert.setString(12, feature.statistics().orElse(null));
      insert.setString(13, feature.constraints());
      insert.executeUpdate();
    }
  }

  private static List<RegisteredFeature> read(PreparedStatement query) throws SQLException {
    List<RegisteredFeature> rows = new ArrayList<>();
    try (ResultSet result = query.executeQuery()) {
      while (result.next()) {
        rows.add(row(result));
      }
    }
    return rows;
  }

  private static RegisteredFeature row(ResultSet result) throws SQLException {
    return new RegisteredFeature(
        result.getObject("feature_id", UUID.class),
        result.getString("view_key"),
        result.getString("name"),
        result.getString("description"),
        result.getString("owner"),
        DefinitionRows.instant(result, "created_at"),
        DefinitionRows.instant(result, "updated_at"),
        result.getLong("version"),
        DefinitionStatus.valueOf(result.getString("status")),
        DefinitionJson.readTexts(result.getString("tags")),
        result.getString("lineage"),
        Optional.ofNullable(result.getString("statistics")),
        result.getString("constraints"));
  }
}
