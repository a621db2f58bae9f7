package dev.pitwall.core.registry;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.catalog.ViewEntity;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.registry.definition.RegisteredDefinition;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a catalog of definitions. */
final class CatalogRows {
  private CatalogRows() {}

  /** The catalog at a version; every view gets its entity as it is at that version. */
  static CatalogSnapshot snapshot(long version, List<RegisteredDefinition> current) {
    return catalog(version, current.stream().map(row -> row.definition().orElseThrow()).toList());
  }

  /** A catalog with an object more, or in the place of one of that name. */
  static CatalogSnapshot with(CatalogSnapshot before, Definition added) {
    List<Definition> definitions = new ArrayList<>();
    before.entities().forEach(entity -> definitions.add(new Definition.Entity(entity)));
    before.featureViews().forEach(view -> definitions.add(new Definition.FeatureView(view)));
    before.lakeTables().forEach(table -> definitions.add(new Definition.LakeTable(table)));
    before
        .featureServices()
        .forEach(service -> definitions.add(new Definition.FeatureService(service)));
    before.trainingSets().forEach(set -> definitions.add(new Definition.TrainingSet(set)));
    definitions.add(added);
    return catalog(before.version(), definitions);
  }

  private static CatalogSnapshot catalog(long version, List<Definition> definitions) {
    Map<String, EntitySpec> entities = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, FeatureViewSpec> views = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, dev.pitwall.core.catalog.LakeTable> tables =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, FeatureServiceSpec> services = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, TrainingSet> sets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Definition definition : definitions) {
      if (definition instanceof Definition.Entity entity) {
        entities.put(definition.name(), entity.spec());
      } else if (definition instanceof Definition.FeatureView view) {
        views.put(definition.name(), view.spec());
      } else if (definition instanceof Definition.LakeTable table) {
        tables.put(definition.name(), table.spec());
      } else if (definition instanceof Definition.FeatureService service) {
        services.put(definition.name(), service.spec());
      } else if (definition instanceof Definition.TrainingSet set) {
        sets.put(definition.name(), set.spec());
      }
    }
    views.replaceAll(
        (name, view) ->
            ViewEntity.changed(view, entities.getOrDefault(view.entity().name(), view.entity())));
    return new CatalogSnapshot(version, entities, views, tables, services, sets);
  }
}
