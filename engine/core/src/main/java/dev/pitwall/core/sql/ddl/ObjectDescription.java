package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.RegisteredDefinition;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.core.sql.ddl.DefinitionOutcome.Listed;
import dev.pitwall.core.sql.ddl.clause.SourceText;
import dev.pitwall.core.sql.ddl.clause.TimeToLiveClause;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureServiceSpec.Selection;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.time.LengthOfTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Answers DESCRIBE: the object's columns, then its properties. */
final class ObjectDescription {
  private static final String COLUMN = "column";
  private static final String JOIN_KEY = "join key";

  private final CatalogSnapshot catalog;
  private final CatalogRegistry registry;
  private final List<List<Object>> rows = new ArrayList<>();

  ObjectDescription(CatalogSnapshot catalog, CatalogRegistry registry) {
    this.catalog = catalog;
    this.registry = registry;
  }

  Listed of(EntitySpec entity) {
    entity.joinKeys().forEach(key -> column(key, JOIN_KEY));
    addRegistered(DefinitionKind.ENTITY, entity.name());
    addComment(entity.comment());
    return listed();
  }

  Listed of(FeatureViewSpec view) {
    view.columns().forEach(column -> column(column, role(view, column.name())));
    property("entity", view.entity().name());
    property("ttl", TimeToLiveClause.write(view.timeToLive()));
    property("availability", view.availability().name().replace('_', ' '));
    addSource(view.source());
    view.cacheTtl().ifPresent(ttl -> property("cache ttl", LengthOfTime.write(ttl)));
    registry
        .watermark(view.name())
        .ifPresent(
            watermark ->
                property(
                    "materialized to",
                    Instant.EPOCH.plus(watermark.to(), ChronoUnit.MICROS).toString()));
    addRegistered(DefinitionKind.FEATURE_VIEW, view.name());
    addComment(view.comment());
    return listed();
  }

  Listed of(LakeTable table) {
    table.columns().forEach(column -> column(column, COLUMN));
    addSource(table.source());
    addRegistered(DefinitionKind.LAKE_TABLE, table.name());
    addComment(table.comment());
    return listed();
  }

  Listed of(TemporaryTable table) {
    for (Field field : table.schema().getFields()) {
      column(new ColumnSpec(field), COLUMN);
    }
    property("rows", Long.toString(table.rowCount()));
    return listed();
  }

  /** The features are named {@code view:feature}. */
  Listed of(FeatureServiceSpec service) {
    for (Selection selection : service.selections()) {
      FeatureViewSpec view = catalog.featureView(selection.view()).orElseThrow();
      for (ColumnSpec feature : selected(view, selection)) {
        add(
            view.name() + ":" + feature.name(),
            "feature",
            SqlTypeNames.of(feature.field()),
            null,
            feature.comment());
      }
    }
    addRegistered(DefinitionKind.FEATURE_SERVICE, service.name());
    addComment(service.comment());
    return listed();
  }

  Listed of(TrainingSet set) {
    for (Field field : set.columns().getFields()) {
      column(new ColumnSpec(field), COLUMN);
    }
    property("rows", Long.toString(set.rowCount()));
    set.views().forEach(view -> addInput("features." + view.name(), view.source()));
    set.tables().forEach(table -> addInput("lake." + table.name(), table.source()));
    property("time zone", set.timeZone());
    property("query", set.query());
    addRegistered(DefinitionKind.TRAINING_SET, set.name());
    return listed();
  }

  private void addInput(String name, TableSource source) {
    property(name, SourceText.version(source) + " of " + SourceText.of(source));
  }

  private static List<ColumnSpec> selected(FeatureViewSpec view, Selection selection) {
    return selection.features().isEmpty()
        ? view.features()
        : selection.features().stream().map(name -> view.feature(name).orElseThrow()).toList();
  }

  private static String role(FeatureViewSpec view, String column) {
    if (view.entity().joinKeyNames().stream().anyMatch(column::equalsIgnoreCase)) {
      return JOIN_KEY;
    }
    if (column.equalsIgnoreCase(view.eventTimestamp())) {
      return "event timestamp";
    }
    return column.equalsIgnoreCase(view.createdTimestamp().orElse(null))
        ? "created timestamp"
        : "feature";
  }

  private void addSource(TableSource source) {
    property("source", SourceText.of(source));
    SourceText.resolved(source).ifPresent(path -> property("resolved location", path));
    SourceText.options(source).ifPresent(options -> property("options", options));
  }

  private void addRegistered(DefinitionKind kind, String name) {
    registry.definition(kind, name).ifPresent(this::addRegistered);
  }

  private void addRegistered(RegisteredDefinition row) {
    property("status", row.status().name());
    property("version", Long.toString(row.version()));
    if (!row.annotations().owner().isEmpty()) {
      property("owner", row.annotations().owner());
    }
    if (!row.annotations().tags().isEmpty()) {
      property("tags", String.join(", ", row.annotations().tags()));
    }
  }

  private void addComment(String comment) {
    if (!comment.isEmpty()) {
      property("comment", comment);
    }
  }

  private void column(ColumnSpec column, String role) {
    add(column.name(), role, SqlTypeNames.of(column.field()), null, column.comment());
  }

  private void property(String name, String value) {
    add(name, "property", null, value, "");
  }

  private void add(String name, String role, String type, String value, String comment) {
    rows.add(Listings.row(name, role, type, value, comment));
  }

  private Listed listed() {
    return new Listed(Listings.DESCRIPTION, rows);
  }
}
