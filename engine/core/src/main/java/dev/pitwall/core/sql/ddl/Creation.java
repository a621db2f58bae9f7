package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.LakeTable;
import dev.pitwall.core.catalog.ViewEntity;
import dev.pitwall.core.registry.CatalogChange.Put;
import dev.pitwall.core.registry.definition.Annotations;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.sql.ddl.clause.CatalogNames;
import dev.pitwall.core.sql.ddl.clause.NewTables;
import dev.pitwall.core.sql.ddl.clause.OptionNames;
import dev.pitwall.core.sql.ddl.clause.SourceClause;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.definition.CreateEntity;
import dev.pitwall.core.sql.tree.definition.CreateFeatureService;
import dev.pitwall.core.sql.tree.definition.CreateFeatureView;
import dev.pitwall.core.sql.tree.definition.CreateStatement;
import dev.pitwall.core.sql.tree.definition.CreateTable;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Optional;

/** Resolves CREATE statements against one version of the catalog. */
final class Creation {
  private final CatalogSnapshot catalog;
  private final StoreRegistry stores;
  private final NewTables tables;
  private final Dependents dependents;

  Creation(CatalogSnapshot catalog, StoreRegistry stores) {
    this.catalog = catalog;
    this.stores = stores;
    this.tables = new NewTables(stores);
    this.dependents = new Dependents(catalog);
  }

  Put of(CreateStatement statement) {
    try {
      return resolved(statement);
    } catch (PitwallException e) {
      throw e.at(Positions.of(statement.name()));
    }
  }

  private Put resolved(CreateStatement statement) {
    if (statement instanceof CreateEntity create) {
      checkNew(ObjectKind.ENTITY, statement);
      return put(new Definition.Entity(entity(create)), Optional.empty());
    }
    if (statement instanceof CreateFeatureView create) {
      checkNew(ObjectKind.FEATURE_VIEW, statement);
      return put(
          new Definition.FeatureView(view(create)),
          OptionNames.annotations(create.clauses().options()));
    }
    if (statement instanceof CreateTable create) {
      checkNew(ObjectKind.TABLE, statement);
      return put(
          new Definition.LakeTable(table(create)), OptionNames.annotations(create.options()));
    }
    checkNew(ObjectKind.FEATURE_SERVICE, statement);
    CreateFeatureService create = (CreateFeatureService) statement;
    return put(
        new Definition.FeatureService(new FeatureServiceDefinition(catalog).of(create)),
        Optional.empty());
  }

  private EntitySpec entity(CreateEntity statement) {
    EntitySpec entity = EntityDefinition.of(statement);
    dependents.checkReplacement(entity);
    for (FeatureViewSpec view : dependents.viewsOf(entity.name())) {
      FeatureViewSpec changed = ViewEntity.changed(view, entity);
      dependents.checkReplacement("entity " + entity.name(), changed);
      checkOnline(changed);
    }
    return entity;
  }

  private FeatureViewSpec view(CreateFeatureView statement) {
    FeatureViewSpec view = new FeatureViewDefinition(catalog, stores, tables).of(statement);
    dependents.checkReplacement("feature view " + view.name(), view);
    checkOnline(view);
    tables.makeMissing(view.source(), view.columns()); // when nothing else is wrong
    return view;
  }

  private LakeTable table(CreateTable statement) {
    SourceClause source =
        SourceClause.of(
            statement.origin(),
            OptionNames.ofTable(
                statement.options(), SourceClause.optionNames(statement.origin(), stores)));
    List<ColumnSpec> columns = source.columns(tables, statement.columns(), statement.name());
    String name = CatalogNames.simple(ObjectKind.TABLE, statement.name());
    tables.makeMissing(source.source(), columns);
    return new LakeTable(name, source.source(), columns, statement.comment());
  }

  private void checkOnline(FeatureViewSpec view) {
    if (view.availability() == Availability.ONLINE) {
      stores.online().check(view);
    }
  }

  private void checkNew(ObjectKind kind, CreateStatement statement) {
    String name = CatalogNames.simple(kind, statement.name());
    if (!statement.getReplace() && new CatalogNames(catalog).has(kind, name)) {
      throw new PitwallException(
          ErrorCode.DUPLICATE_OBJECT,
          "there is a "
              + CatalogNames.spelled(kind)
              + " "
              + name
              + " already; CREATE OR REPLACE replaces it");
    }
  }

  private static Put put(Definition definition, Optional<Annotations> annotations) {
    return new Put(definition, annotations);
  }
}
