package dev.pitwall.core.table;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureServiceSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The catalog as tables of its own: {@code registry.*}. */
final class RegistryTables {
  private RegistryTables() {}

  static List<EngineTable> of(CatalogSnapshot catalog) {
    return List.of(
        table(
            "entities",
            catalog.entities().stream().map(RegistryTables::entity),
            "name",
            "join_keys",
            "comment"),
        table(
            "feature_views",
            catalog.featureViews().stream().map(RegistryTables::view),
            "name",
            "entity",
            "event_timestamp",
            "created_timestamp",
            "format",
            "location",
            "comment"),
        table(
            "features",
            catalog.featureViews().stream().flatMap(RegistryTables::features),
            "feature_view",
            "name",
            "comment"),
        table(
            "feature_services",
            catalog.featureServices().stream().flatMap(RegistryTables::selections),
            "name",
            "feature_view",
            "features",
            "comment"));
  }

  private static EngineTable table(String name, Stream<List<Object>> rows, String... columns) {
    List<Field> fields =
        Arrays.stream(columns).map(c -> Field.nullable(c, ArrowType.Utf8.INSTANCE)).toList();
    List<List<Object>> all = rows.toList();
    return new MetadataTable(name, new Schema(fields), () -> all);
  }

  private static List<Object> entity(EntitySpec entity) {
    return List.of(entity.name(), String.join(", ", entity.joinKeyNames()), entity.comment());
  }

  private static List<Object> view(FeatureViewSpec view) {
    return Arrays.asList(
        view.name(),
        view.entity().name(),
        view.eventTimestamp(),
        view.createdTimestamp().orElse(null),
        view.source().format().toString(),
        view.source().location(),
        view.comment());
  }

  private static Stream<List<Object>> features(FeatureViewSpec view) {
    return view.features().stream()
        .map((ColumnSpec c) -> List.of(view.name(), c.name(), c.comment()));
  }

  private static Stream<List<Object>> selections(FeatureServiceSpec service) {
    return service.selections().stream()
        .map(
            selection ->
                List.of(
                    service.name(),
                    selection.view(),
                    String.join(", ", selection.features()),
                    service.comment()));
  }
}
