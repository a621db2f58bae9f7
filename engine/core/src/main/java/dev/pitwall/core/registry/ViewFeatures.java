package dev.pitwall.core.registry;

import dev.pitwall.core.registry.definition.DefinitionJson;
import dev.pitwall.core.registry.definition.RegisteredDefinition;
import dev.pitwall.core.registry.definition.RegisteredFeature;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the feature registry says of the features of a view. */
final class ViewFeatures {
  private ViewFeatures() {}

  /** The features as of now, as if none had been registered before. */
  static List<RegisteredFeature> of(
      FeatureViewSpec view, RegisteredDefinition registered, Instant now) {
    return view.features().stream()
        .map(feature -> feature(view, feature, registered, now))
        .toList();
  }

  private static RegisteredFeature feature(
      FeatureViewSpec view, ColumnSpec feature, RegisteredDefinition registered, Instant now) {
    return new RegisteredFeature(
        UUID.randomUUID(),
        DefinitionRows.key(view.name()),
        feature.name(),
        feature.comment(),
        registered.annotations().owner(),
        now,
        now,
        1,
        registered.status(),
        registered.annotations().tags(),
        lineage(view, feature),
        Optional.empty(),
        constraints(feature));
  }

  private static String lineage(FeatureViewSpec view, ColumnSpec feature) {
    Map<String, Object> lineage = new LinkedHashMap<>();
    lineage.put("featureView", view.name());
    lineage.put("entity", view.entity().name());
    lineage.put("format", view.source().format().toString());
    lineage.put("location", view.source().location());
    lineage.put("column", feature.name());
    return DefinitionJson.writeObject(lineage);
  }

  private static String constraints(ColumnSpec feature) {
    Map<String, Object> constraints = new LinkedHashMap<>();
    constraints.put("type", SqlTypeNames.of(feature.field()));
    constraints.put("nullable", feature.field().isNullable());
    return DefinitionJson.writeObject(constraints);
  }
}
