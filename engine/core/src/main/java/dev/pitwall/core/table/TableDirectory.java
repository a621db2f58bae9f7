package dev.pitwall.core.table;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.session.SchemaPath;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.Availability;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every table that a statement of one session can name, as of one catalog version. Names are found
 * in any case; a name without a schema is looked for along a path of schemas. Immutable.
 */
public final class TableDirectory {
  /** The one catalog, in which all schemas are. */
  public static final String CATALOG = "pitwall";

  public static final String SESSION = "session";
  public static final String FEATURES = "features";
  public static final String LAKE = "lake";
  public static final String ONLINE = "online";
  public static final String REGISTRY = "registry";
  public static final String SYSTEM = "system";
  public static final String TRAINING_SETS = "training_sets";

  private final SortedMap<String, SortedMap<String, EngineTable>> schemas = anyCase();
  private final SchemaPath path;

  /** Gathers the tables of the catalog and of the session. */
  public TableDirectory(CatalogSnapshot catalog, List<TemporaryTable> temporary) {
    this(catalog, temporary, List.of(), SchemaPath.DEFAULT);
  }

  /**
   * Gathers the tables of the catalog, of the session and of the engine.
   *
   * @param system what the engine knows about itself
   * @param path where names without a schema are looked for
   */
  public TableDirectory(
      CatalogSnapshot catalog,
      List<TemporaryTable> temporary,
      List<EngineTable> system,
      SchemaPath path) {
    this.path = path;
    SchemaPath.SCHEMAS.forEach(schema -> schemas.put(schema, anyCase()));
    temporary.forEach(table -> add(SESSION, new SessionTable(table)));
    catalog.lakeTables().forEach(table -> add(LAKE, new LakeRowsTable(table)));
    catalog.featureViews().forEach(view -> add(FEATURES, new HistoryTable(view)));
    catalog.featureViews().stream()
        .filter(view -> view.availability() == Availability.ONLINE)
        .forEach(view -> add(ONLINE, new OnlineTable(view)));
    RegistryTables.of(catalog).forEach(table -> add(REGISTRY, table));
    system.forEach(table -> add(SYSTEM, table));
  }

  /** The same tables and some more in a schema, by name. */
  public TableDirectory with(String schema, Map<String, EngineTable> more) {
    TableDirectory extended = new TableDirectory(CatalogSnapshot.EMPTY, List.of(), List.of(), path);
    schemas.forEach((each, content) -> extended.schemas.get(each).putAll(content));
    extended.schemas.get(schema).putAll(more);
    return extended;
  }

  /** The tables by schema, then by name, both in order. */
  public Map<String, SortedMap<String, EngineTable>> schemas() {
    return Collections.unmodifiableMap(schemas);
  }

  /** Where names without a schema are looked for. */
  public SchemaPath path() {
    return path;
  }

  /** The table of a name, which may begin with schema, or catalog and schema; empty if none. */
  public Optional<EngineTable> find(List<String> name) {
    if (hasCatalog(name)) {
      return find(name.subList(1, 3));
    }
    if (name.size() == 2) {
      return Optional.ofNullable(schemas.getOrDefault(name.get(0), anyCase()).get(name.get(1)));
    }
    return name.size() != 1
        ? Optional.empty()
        : path.schemas().stream()
            .map(schema -> schemas.get(schema).get(name.get(0)))
            .filter(table -> table != null)
            .findFirst();
  }

  /** The error for a name that {@link #find} does not find. */
  public PitwallException notFound(List<String> name) {
    if (hasCatalog(name)) {
      return notFound(name.subList(1, 3));
    }
    if (name.size() == 2 && !schemas.containsKey(name.get(0))) {
      return new PitwallException(
          ErrorCode.SCHEMA_NOT_FOUND,
          "there is no schema "
              + name.get(0)
              + Suggestion.didYouMean(name.get(0), schemas.keySet()));
    }
    return new PitwallException(
        ErrorCode.TABLE_NOT_FOUND,
        "there is no table " + String.join(".", name) + didYouMean(name));
  }

  private static boolean hasCatalog(List<String> name) {
    return name.size() == 3 && name.get(0).equalsIgnoreCase(CATALOG);
  }

  private String didYouMean(List<String> name) {
    String last = name.get(name.size() - 1);
    List<String> known =
        name.size() == 2
            ? List.copyOf(schemas.get(name.get(0)).keySet())
            : path.schemas().stream().flatMap(s -> schemas.get(s).keySet().stream()).toList();
    return Suggestion.didYouMean(last, known);
  }

  private void add(String schema, EngineTable table) {
    schemas.get(schema).put(table.name(), table);
  }

  private static <T> SortedMap<String, T> anyCase() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }
}
