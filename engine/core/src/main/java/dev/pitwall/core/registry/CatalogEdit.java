package dev.pitwall.core.registry;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.StaleViews;
import dev.pitwall.core.registry.definition.Annotations;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.DefinitionStatus;
import dev.pitwall.core.registry.definition.RegisteredDefinition;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes a change, within one transaction that has already moved the catalog's version on. */
final class CatalogEdit {
  private final DefinitionRows definitions;
  private final FeatureRows features;
  private final Watermarks watermarks;
  private final long catalogVersion;
  private final Instant now;

  CatalogEdit(Connection connection, long catalogVersion, Instant now) {
    this.definitions = new DefinitionRows(connection);
    this.features = new FeatureRows(connection);
    this.watermarks = new Watermarks(connection);
    this.catalogVersion = catalogVersion;
    this.now = now;
  }

  /** The edits but for those that would make what is so already. */
  List<CatalogChange.Edit> effective(List<CatalogChange.Edit> edits) throws SQLException {
    List<CatalogChange.Edit> effective = new ArrayList<>();
    for (CatalogChange.Edit edit : edits) {
      if (!changesNothing(edit)) {
        effective.add(edit);
      }
    }
    return effective;
  }

  private boolean changesNothing(CatalogChange.Edit edit) throws SQLException {
    if (!(edit instanceof CatalogChange.Put put)) {
      return false;
    }
    Definition content = put.definition();
    return definitions
        .newest(content.kind(), content.name())
        .filter(known -> known.definition().equals(Optional.of(content)))
        .filter(known -> put.annotations().orElse(known.annotations()).equals(known.annotations()))
        .isPresent();
  }

  /** Writes the change and what follows from it; gives the catalog after it. */
  CatalogSnapshot write(CatalogSnapshot before, List<CatalogChange.Edit> edits)
      throws SQLException {
    for (CatalogChange.Edit edit : edits) {
      definitions.insert(edited(edit));
    }
    List<RegisteredDefinition> registered = definitions.current();
    CatalogSnapshot after = CatalogRows.snapshot(catalogVersion, registered);
    for (FeatureViewSpec view : StaleViews.toMaterialize(before, after)) {
      watermarks.remove(view.name());
    }
    for (FeatureViewSpec view : before.featureViews()) {
      if (after.featureView(view.name()).isEmpty()) {
        features.archive(view.name());
      }
    }
    registerFeatures(before, after, registered);
    return after;
  }

  private void registerFeatures(
      CatalogSnapshot before, CatalogSnapshot after, List<RegisteredDefinition> registered)
      throws SQLException {
    for (RegisteredDefinition row : registered) {
      if (row.kind() != DefinitionKind.FEATURE_VIEW) {
        continue;
      }
      FeatureViewSpec view = after.featureView(row.name()).orElseThrow();
      boolean isEdited = row.catalogVersion() == catalogVersion;
      if (isEdited || !before.featureView(row.name()).equals(Optional.of(view))) {
        features.replace(view.name(), ViewFeatures.of(view, row, now));
      }
    }
  }

  private RegisteredDefinition edited(CatalogChange.Edit edit) throws SQLException {
    if (edit instanceof CatalogChange.Put put) {
      return put(put);
    }
    if (edit instanceof CatalogChange.SetStatus status) {
      return existing(status.kind(), status.name()).next(catalogVersion, now).with(status.status());
    }
    CatalogChange.Drop drop = (CatalogChange.Drop) edit;
    return existing(drop.kind(), drop.name()).next(catalogVersion, now).dropped();
  }

  private RegisteredDefinition put(CatalogChange.Put put) throws SQLException {
    Definition content = put.definition();
    Optional<RegisteredDefinition> earlier = definitions.newest(content.kind(), content.name());
    if (earlier.isPresent() && earlier.get().definition().isPresent()) {
      RegisteredDefinition known = earlier.get();
      return known
          .next(catalogVersion, now)
          .with(content, put.annotations().orElse(known.annotations()));
    }
    return new RegisteredDefinition(
        content.kind(),
        UUID.randomUUID(),
        content.name(),
        earlier.map(RegisteredDefinition::version).orElse(0L) + 1,
        catalogVersion,
        DefinitionStatus.ACTIVE,
        put.annotations().orElse(Annotations.NONE),
        now,
        now,
        Optional.of(content));
  }

  private RegisteredDefinition existing(DefinitionKind kind, String name) throws SQLException {
    return definitions
        .newest(kind, name)
        .filter(row -> row.definition().isPresent())
        .orElseThrow(
            () ->
                new PitwallException(
                    ErrorCode.INTERNAL_ERROR, "the registry has no " + kind + " " + name));
  }
}
