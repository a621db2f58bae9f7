package dev.pitwall.core.sql.ddl;

import static dev.pitwall.core.sql.ddl.Listings.row;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.DefinitionStatus;
import dev.pitwall.core.registry.definition.RegisteredDefinition;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.core.sql.ddl.DefinitionOutcome.Listed;
import dev.pitwall.core.sql.ddl.clause.SourceText;
import dev.pitwall.core.sql.ddl.clause.TimeToLiveClause;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureServiceSpec.Selection;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;

/** Answers SHOW from one version of the catalog. */
public final class ObjectListing {
  private final CatalogSnapshot catalog;
  private final List<RegisteredDefinition> registered;

  public ObjectListing(CatalogSnapshot catalog, List<RegisteredDefinition> registered) {
    this.catalog = catalog;
    this.registered = registered;
  }

  public Listed of(ObjectKind kind, List<TemporaryTable> temporaryTables) {
    return switch (kind) {
      case ENTITY ->
          new Listed(Listings.ENTITIES, catalog.entities().stream().map(this::entity).toList());
      case FEATURE_VIEW ->
          new Listed(
              Listings.FEATURE_VIEWS, catalog.featureViews().stream().map(this::view).toList());
      case FEATURE_SERVICE ->
          new Listed(
              Listings.FEATURE_SERVICES,
              catalog.featureServices().stream().map(this::service).toList());
      case TABLE -> new Listed(Listings.TABLES, tables(temporaryTables));
      case TRAINING_SET ->
          new Listed(
              Listings.TRAINING_SETS,
              catalog.trainingSets().stream().map(ObjectListing::trainingSet).toList());
    };
  }

  private static List<Object> trainingSet(TrainingSet set) {
    Stream<String> views =
        set.views().stream().map(view -> view.name() + " " + SourceText.version(view.source()));
    Stream<String> tables =
        set.tables().stream().map(table -> table.name() + " " + SourceText.version(table.source()));
    return row(
        set.name(),
        Long.toString(set.rowCount()),
        Stream.concat(views, tables).collect(Collectors.joining(", ")),
        set.query());
  }

  private List<Object> entity(EntitySpec entity) {
    return row(
        entity.name(),
        columns(entity.joinKeys().stream().map(ColumnSpec::field)),
        status(DefinitionKind.ENTITY, entity.name()),
        entity.comment());
  }

  private List<Object> view(FeatureViewSpec view) {
    return row(
        view.name(),
        view.entity().name(),
        TimeToLiveClause.write(view.timeToLive()),
        view.availability().name().replace('_', ' '),
        SourceText.of(view.source()),
        columns(view.features().stream().map(ColumnSpec::field)),
        status(DefinitionKind.FEATURE_VIEW, view.name()),
        view.comment());
  }

  private List<Object> service(FeatureServiceSpec service) {
    return row(
        service.name(),
        service.selections().stream().map(this::selection).collect(Collectors.joining(", ")),
        status(DefinitionKind.FEATURE_SERVICE, service.name()),
        service.comment());
  }

  private String selection(Selection selection) {
    List<String> features =
        selection.features().isEmpty()
            ? catalog.featureView(selection.view()).orElseThrow().features().stream()
                .map(ColumnSpec::name)
                .toList()
            : selection.features();
    return features.stream()
        .map(feature -> selection.view() + ":" + feature)
        .collect(Collectors.joining(", "));
  }

  private List<List<Object>> tables(List<TemporaryTable> temporaryTables) {
    List<List<Object>> rows = new ArrayList<>();
    for (LakeTable table : catalog.lakeTables()) {
      rows.add(
          row(
              "lake",
              table.name(),
              SourceText.of(table.source()),
              columns(table.columns().stream().map(ColumnSpec::field)),
              table.comment()));
    }
    for (TemporaryTable table : temporaryTables) {
      rows.add(
          row("session", table.name(), null, columns(table.schema().getFields().stream()), ""));
    }
    return rows;
  }

  private String status(DefinitionKind kind, String name) {
    return registered.stream()
        .filter(row -> row.kind() == kind && row.name().equalsIgnoreCase(name))
        .map(RegisteredDefinition::status)
        .findFirst()
        .orElse(DefinitionStatus.ACTIVE)
        .name();
  }

  private static String columns(Stream<Field> fields) {
    return fields
        .map(field -> field.getName() + " " + SqlTypeNames.of(field))
        .collect(Collectors.joining(", "));
  }
}
