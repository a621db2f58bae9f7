package dev.pitwall.core.query.listing;

import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.MetadataTable;
import dev.pitwall.core.table.OnlineTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;

/** Which columns tell the rows of a table apart, and which name rows of other tables. */
final class TableKeys {
  private static final String ENTITIES = "entities";
  private static final String FEATURE_VIEWS = "feature_views";

  private TableKeys() {}

  /** Empty where rows cannot be told apart, as in a feature view's history. */
  static List<String> primary(String schema, EngineTable table) {
    if (table instanceof OnlineTable online) {
      return online.view().entity().joinKeyNames();
    }
    return schema.equals(TableDirectory.REGISTRY)
        ? switch (table.name()) {
          case ENTITIES, FEATURE_VIEWS -> List.of("name");
          case "features" -> List.of("feature_view", "name");
          case "feature_services" -> List.of("name", "feature_view");
          default -> List.of();
        }
        : List.of();
  }

  /**
   * An entity has a row in each online table of its views; the history of a view names the entities
   * of its own.
   */
  static List<ForeignKey> foreign(String schema, EngineTable table) {
    if (table instanceof HistoryTable history) {
      return ofHistory(history.view());
    }
    return table instanceof MetadataTable && schema.equals(TableDirectory.REGISTRY)
        ? switch (table.name()) {
          case FEATURE_VIEWS -> List.of(ofRegistry(ENTITIES, "entity"));
          case "features", "feature_services" -> List.of(ofRegistry(FEATURE_VIEWS, "feature_view"));
          default -> List.of();
        }
        : List.of();
  }

  private static List<ForeignKey> ofHistory(FeatureViewSpec view) {
    boolean isNamed =
        view.availability() == Availability.ONLINE && !view.entity().joinKeys().isEmpty();
    return isNamed
        ? List.of(
            new ForeignKey(
                view.entity().name(),
                TableDirectory.ONLINE,
                view.name(),
                view.entity().joinKeyNames()))
        : List.of();
  }

  private static ForeignKey ofRegistry(String table, String column) {
    return new ForeignKey(table, TableDirectory.REGISTRY, table, List.of(column));
  }
}
