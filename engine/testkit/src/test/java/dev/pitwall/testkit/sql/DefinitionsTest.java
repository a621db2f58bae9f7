package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.Watermark;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.DefinitionStatus;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.core.sql.ddl.DefinitionOutcome;
import dev.pitwall.core.sql.ddl.DefinitionOutcome.Changed;
import dev.pitwall.core.sql.ddl.DefinitionOutcome.Listed;
import dev.pitwall.core.sql.ddl.Definitions;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureServiceSpec.Selection;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.store.MemoryOfflineStore;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import dev.pitwall.testkit.store.ObservedOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("Driver_Id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("created_ts", Fields.TIMESTAMP),
          Fields.of("conv_rate", Fields.DOUBLE),
          Fields.of("trips", Fields.INTEGER),
          Fields.list("embedding", Fields.REAL));
  private static final String CREATE_STATS =
      "CREATE FEATURE VIEW Stats ENTITY driver TIMESTAMP EVENT_TS CREATED created_ts"
          + " TTL INTERVAL '7' DAY FROM DELTA 'stats'";

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;
  private final EngineConfig config = EngineConfig.inDirectory(Path.of("."));
  private final MemoryOfflineStore offline = new MemoryOfflineStore(StoreLayout.regular(10, 10));
  private final MemoryOnlineStore online = new MemoryOnlineStore();
  private CatalogRegistry registry;
  private Definitions definitions;

  @BeforeEach
  void open() {
    offline.create("stats", STATS, List.of());
    offline.create("/lake/trips", Fields.schema(Fields.of("id", Fields.BIGINT)), List.of());
    registry = CatalogRegistry.open(EngineConfig.inDirectory(directory).registry());
    definitions =
        new Definitions(registry, new StoreRegistry(Map.of(SourceFormat.DELTA, offline), online));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void createsAViewWhoseColumnsTheTableTells() {
    createStats();
    FeatureViewSpec view = catalog().featureView("STATS").orElseThrow();
    assertThat(view.name()).isEqualTo("Stats");
    assertThat(view.columns()).extracting(ColumnSpec::field).isEqualTo(STATS.getFields());
    assertThat(view.entity().joinKeyNames()).containsExactly("Driver_Id");
    assertThat(view.eventTimestamp()).isEqualTo("event_ts");
    assertThat(view.createdTimestamp()).contains("created_ts");
    assertThat(view.features())
        .extracting(ColumnSpec::name)
        .containsExactly("conv_rate", "trips", "embedding");
    assertThat(view.timeToLive().micros()).hasValue(7L * 86_400_000_000L);
    assertThat(view.availability()).isEqualTo(Availability.ONLINE);
    assertThat(view.source()).isEqualTo(MemoryOfflineStore.source("stats"));
  }

  @Test
  void createsAViewOfDeclaredColumns() {
    execute("CREATE ENTITY driver (driver_id BIGINT)");
    execute(
        "CREATE FEATURE VIEW v (conv_rate DOUBLE COMMENT 'share', driver_id BIGINT, event_ts"
            + " TIMESTAMP_LTZ(6), embedding REAL ARRAY) ENTITY driver TIMESTAMP event_ts OFFLINE"
            + " ONLY OPTIONS (version = 0, owner = 'ann', tags = 'a, b') FROM DELTA 'stats'");
    FeatureViewSpec view = catalog().featureView("v").orElseThrow();
    assertThat(view.columns())
        .extracting(ColumnSpec::name)
        .containsExactly("conv_rate", "Driver_Id", "event_ts", "embedding");
    assertThat(view.column("conv_rate").orElseThrow().comment()).isEqualTo("share");
    assertThat(view.timeToLive().micros()).isEmpty();
    assertThat(view.availability()).isEqualTo(Availability.OFFLINE_ONLY);
    assertThat(view.source().options()).isEqualTo(Map.of("version", "0"));
    assertThat(registry.definition(DefinitionKind.FEATURE_VIEW, "v").orElseThrow().annotations())
        .hasToString("Annotations[owner=ann, tags=[a, b]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTERVAL '0.000001' SECOND | 1",
        "INTERVAL '1.5' SECOND | 1500000",
        "INTERVAL '90' MINUTE | 5400000000",
        "INTERVAL '3' HOUR | 10800000000",
        "INTERVAL '2' WEEK | 1209600000000",
        "INTERVAL '1 12' DAY TO HOUR | 129600000000",
        "INTERVAL '1 02:03:04.000005' DAY TO SECOND(6) | 93784000005",
        "INTERVAL '02:03' HOUR TO MINUTE | 7380000000",
        "INTERVAL '10:00.25' MINUTE TO SECOND | 600250000"
      })
  void readsTtlsToTheMicrosecond(String literal, long micros) {
    createStats();
    execute("ALTER FEATURE VIEW stats SET TTL " + literal);
    assertThat(catalog().featureView("stats").orElseThrow().timeToLive().micros()).hasValue(micros);
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    execute("CREATE ENTITY driver (driver_id BIGINT)");
    execute("CREATE ENTITY narrow (driver_id INTEGER)");
    execute("CREATE ENTITY rider (rider_id BIGINT)");
    String stats = "CREATE FEATURE VIEW v ENTITY driver TIMESTAMP event_ts ";
    assertFails("CREATE ENTITY Driver", ErrorCode.DUPLICATE_OBJECT, 15, "CREATE OR REPLACE");
    assertFails("CREATE ENTITY e (a DOUBLE)", ErrorCode.UNSUPPORTED_TYPE, 20, "DOUBLE");
    assertFails("CREATE ENTITY e (a TIME)", ErrorCode.UNSUPPORTED_TYPE, 20, "TIME");
    assertFails(
        "CREATE TABLE t (a ARRAY<BIGINT>) FROM DELTA 'stats'",
        ErrorCode.SYNTAX_ERROR,
        24,
        "write BIGINT ARRAY");
    assertFails(
        "CREATE TABLE t (a MAP<VARCHAR, STRUCT<b: INT>>) FROM DELTA 'stats'",
        ErrorCode.SYNTAX_ERROR,
        38,
        "write ROW(");
    assertFails("CREATE ENTITY e (a STRING)", ErrorCode.UNSUPPORTED_TYPE, 20, "VARCHAR");
    assertFails("CREATE ENTITY e (a BIGINT, A DATE)", ErrorCode.DUPLICATE_COLUMN, 28, "A");
    assertFails(
        "CREATE FEATURE VIEW v ENTITY drivr TIMESTAMP event_ts FROM DELTA 'stats'",
        ErrorCode.ENTITY_NOT_FOUND,
        30,
        "did you mean driver?");
    assertFails(
        "CREATE FEATURE VIEW v ENTITY narrow TIMESTAMP event_ts FROM DELTA 'stats'",
        ErrorCode.TYPE_MISMATCH,
        30,
        "INTEGER in entity narrow, but BIGINT in feature view v");
    assertFails(
        "CREATE FEATURE VIEW v ENTITY rider TIMESTAMP event_ts FROM DELTA 'stats'",
        ErrorCode.COLUMN_NOT_FOUND,
        30,
        "did you mean Driver_Id?");
    assertFails(
        "CREATE FEATURE VIEW v ENTITY driver TIMESTAMP event_t FROM DELTA 'stats'",
        ErrorCode.COLUMN_NOT_FOUND,
        47,
        "did you mean event_ts?");
    assertFails(
        "CREATE FEATURE VIEW v ENTITY driver TIMESTAMP trips FROM DELTA 'stats'",
        ErrorCode.TYPE_MISMATCH,
        47,
        "TIMESTAMP_LTZ(6), but trips is INTEGER");
    assertFails(
        stats + "CREATED event_ts FROM DELTA 'stats'", ErrorCode.INVALID_STATEMENT, 64, "role");
    assertFails(stats + "FROM ORC 'stats'", ErrorCode.NOT_SUPPORTED, 61, "DELTA, PARQUET, CSV");
    assertFails(stats + "FROM CSV 'stats'", ErrorCode.NOT_SUPPORTED, 61, "[delta]");
    assertFails(stats + "FROM DELTA 'stat'", ErrorCode.LOCATION_NOT_FOUND, 67, "stat");
    assertFails(
        stats + "OPTIONS (versoin = 1) FROM DELTA 'stats'",
        ErrorCode.INVALID_STATEMENT,
        65,
        "did you mean version?");
    assertFails(
        stats + "OPTIONS (version = 1, \"version\" = 2) FROM DELTA 'stats'",
        ErrorCode.INVALID_STATEMENT,
        78,
        "twice");
    assertFails(
        stats + "OPTIONS (version = 7) FROM DELTA 'stats'", ErrorCode.VERSION_NOT_FOUND, 75, "7");
    assertFails(
        stats + "OPTIONS (\"timestamp\" = 'noon') FROM DELTA 'stats'",
        ErrorCode.INVALID_VALUE,
        79,
        "'noon'");
    assertFails(
        stats + "TTL INTERVAL '1' MONTH FROM DELTA 'stats'", ErrorCode.INVALID_VALUE, 60, "MONTH");
    assertFails(
        stats + "TTL INTERVAL '0' DAY FROM DELTA 'stats'", ErrorCode.INVALID_VALUE, 60, "zero");
    assertFails(
        stats + "TTL INTERVAL -'1' DAY FROM DELTA 'stats'", ErrorCode.INVALID_VALUE, 60, "zero");
    assertFails(
        stats + "TTL INTERVAL '0.0000001' SECOND FROM DELTA 'stats'",
        ErrorCode.INVALID_VALUE,
        60,
        "0.0000001");
    assertFails(
        stats + "TTL INTERVAL '1 25' DAY TO HOUR FROM DELTA 'stats'",
        ErrorCode.INVALID_VALUE,
        60,
        "25 HOURS");
    assertFails(
        "CREATE TABLE t (idd BIGINT) FROM DELTA '/lake/trips'",
        ErrorCode.COLUMN_NOT_FOUND,
        17,
        "did you mean id?");
    assertFails(
        "CREATE TABLE t (id INTEGER) FROM DELTA '/lake/trips'",
        ErrorCode.TYPE_MISMATCH,
        20,
        "INTEGER, but the table has BIGINT");
    assertFails(
        "CREATE TABLE t (id BIGINT NOT NULL) FROM DELTA '/lake/trips'",
        ErrorCode.TYPE_MISMATCH,
        20,
        "NOT NULL");
    assertFails(
        "CREATE TABLE other.t FROM DELTA '/lake/trips'", ErrorCode.SCHEMA_NOT_FOUND, 14, "lake");
    assertFails("DROP TABLE lake.t", ErrorCode.TABLE_NOT_FOUND, 12, "no table t");
    assertFails("ALTER ENTITY driver SET STATUS gone", ErrorCode.INVALID_VALUE, 32, "ARCHIVED");
    assertFails(
        "ALTER ENTITY driver SET TTL UNBOUNDED", ErrorCode.INVALID_STATEMENT, 29, "feature view");
    assertFails("DESCRIBE drver", ErrorCode.TABLE_NOT_FOUND, 10, "did you mean driver?");
    assertThat(catalog().version()).isEqualTo(3);
    assertThat(catalog().featureViews()).isEmpty();
    assertThat(catalog().lakeTables()).isEmpty();
  }

  @Test
  void createsAServiceOfFeaturesThatExist() {
    createStats();
    execute("CREATE FEATURE SERVICE m AS STATS (TRIPS, conv_rate) COMMENT 'model'");
    assertThat(catalog().featureService("M").orElseThrow().selections())
        .containsExactly(new Selection("Stats", List.of("trips", "conv_rate")));
    String service = "CREATE FEATURE SERVICE n AS ";
    assertFails(service + "stat", ErrorCode.FEATURE_VIEW_NOT_FOUND, 29, "did you mean Stats?");
    assertFails(service + "stats (trip)", ErrorCode.FEATURE_NOT_FOUND, 36, "did you mean trips?");
    assertFails(service + "stats (driver_id)", ErrorCode.FEATURE_NOT_FOUND, 36, "join key");
    assertFails(service + "stats (trips, TRIPS)", ErrorCode.DUPLICATE_COLUMN, 43, "twice");
    assertFails(service + "stats (trips), Stats", ErrorCode.DUPLICATE_OBJECT, 44, "twice");
  }

  @Test
  void refusesWhatWouldBreakADependent() {
    createStats();
    execute("CREATE FEATURE SERVICE m AS stats (trips)");
    assertFails("DROP ENTITY driver", ErrorCode.DEPENDENT_OBJECTS, 13, "Stats");
    assertFails("DROP FEATURE VIEW stats", ErrorCode.DEPENDENT_OBJECTS, 19, "service m");
    assertFails(
        "CREATE OR REPLACE ENTITY driver (driver_id VARCHAR)",
        ErrorCode.DEPENDENT_OBJECTS,
        26,
        "VARCHAR in entity driver, but BIGINT in feature view Stats");
    assertFails(
        "CREATE OR REPLACE ENTITY driver (driver_id BIGINT, trips INTEGER)",
        ErrorCode.DEPENDENT_OBJECTS,
        26,
        "feature service m selects trips");
    assertFails(
        "CREATE OR REPLACE ENTITY driver (event_ts TIMESTAMP_LTZ)",
        ErrorCode.DEPENDENT_OBJECTS,
        26,
        "timestamp of feature view Stats");
    assertFails(
        CREATE_STATS.replace(
            "CREATE FEATURE VIEW Stats",
            "CREATE OR REPLACE FEATURE VIEW stats (driver_id BIGINT, event_ts TIMESTAMP_LTZ,"
                + " created_ts TIMESTAMP)"),
        ErrorCode.DEPENDENT_OBJECTS,
        32,
        "feature service m selects trips");
    execute("CREATE OR REPLACE ENTITY driver (driver_id BIGINT) COMMENT 'who drives'");
    execute("DROP FEATURE SERVICE m");
    execute("DROP FEATURE VIEW features.stats");
    execute("DROP ENTITY driver");
    assertThat(catalog().entities()).isEmpty();
  }

  @Test
  void dropsNothingQuietlyOnlyWhenAskedTo() {
    assertThat(execute("DROP ENTITY IF EXISTS e")).isEqualTo(new Changed(0));
    assertThat(execute("DROP TABLE IF EXISTS lake.t")).isEqualTo(new Changed(0));
    assertThat(execute("CREATE TABLE lake.t FROM DELTA '/lake/trips'")).isEqualTo(new Changed(1));
    assertThat(execute("DROP TABLE IF EXISTS T")).isEqualTo(new Changed(1));
    assertThat(catalog().lakeTables()).isEmpty();
  }

  @Test
  void removesTheStoredRowsOfAViewThatIsNoMore() {
    createStats();
    write();
    execute("ALTER FEATURE VIEW stats SET TTL INTERVAL '1' DAY");
    execute("ALTER FEATURE VIEW stats SET COMMENT 'same rows'");
    assertThat(rowsOnline()).isEqualTo(1);
    assertThat(registry.watermark("stats")).hasValue(upTo(5));
    execute("DROP FEATURE VIEW stats");
    execute(CREATE_STATS);
    assertThat(rowsOnline()).isZero();
    assertThat(registry.watermark("stats")).isEmpty();
  }

  /** What failed first is said; the rest is done all the same, and said beside it. */
  @Test
  void removesWhatItCanWhenAStoreFails() {
    ObservedOnlineStore failing = new ObservedOnlineStore();
    definitions =
        new Definitions(registry, new StoreRegistry(Map.of(SourceFormat.DELTA, offline), failing));
    createStats();
    execute(CREATE_STATS.replace("Stats", "Trips"));
    AtomicInteger drops = new AtomicInteger();
    failing.beforeDrop(
        () -> {
          if (drops.incrementAndGet() == 1) {
            dropFromRegistry("watermark");
            throw new PitwallException(ErrorCode.STORE_UNAVAILABLE, "the store went away");
          }
        });
    assertThatThrownBy(
            () -> execute("CREATE OR REPLACE ENTITY driver (driver_id BIGINT, trips INTEGER)"))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageContaining("rows of feature view Stats could not be removed")
        .hasMessageContaining("the store went away")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .hasSize(2)
                    .hasOnlyElementsOfType(PitwallException.class));
    assertThat(drops).hasValue(2);
  }

  private void dropFromRegistry(String table) {
    try (Connection connection =
            DriverManager.getConnection(EngineConfig.inDirectory(directory).registry().url());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE " + table);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void showsWhatThereIs() {
    createStats();
    execute("CREATE TABLE trips FROM DELTA '/lake/trips' COMMENT 'all'");
    execute("CREATE FEATURE SERVICE m AS stats");
    execute("ALTER FEATURE VIEW stats SET STATUS deprecated");
    assertThat(rows("SHOW ENTITIES"))
        .containsExactly(row("driver", "driver_id BIGINT", "ACTIVE", ""));
    assertThat(rows("SHOW FEATURE VIEWS"))
        .containsExactly(
            row(
                "Stats",
                "driver",
                "INTERVAL '7' DAY",
                "ONLINE",
                "DELTA 'stats'",
                "conv_rate DOUBLE, trips INTEGER, embedding REAL ARRAY",
                "DEPRECATED",
                ""));
    assertThat(rows("SHOW FEATURE SERVICES"))
        .containsExactly(row("m", "Stats:conv_rate, Stats:trips, Stats:embedding", "ACTIVE", ""));
    TemporaryTable spine = new TemporaryTable("spine", STATS, List.of());
    Listed tables = (Listed) definitions.execute(parse("SHOW TABLES"), List.of(spine));
    assertThat(tables.rows())
        .extracting(r -> r.get(0) + "." + r.get(1))
        .containsExactly("lake.trips", "session.spine");
    assertThat(tables.schema()).isEqualTo(Definitions.listedColumns(parse("SHOW TABLES")).get());
    assertThat(registry.definition(DefinitionKind.FEATURE_VIEW, "stats").orElseThrow().status())
        .isEqualTo(DefinitionStatus.DEPRECATED);
  }

  @Test
  void describesByKindOrByNameAlone() {
    createStats();
    execute("CREATE TABLE stats FROM DELTA '/lake/trips' COMMENT 'all'");
    List<List<Object>> view = rows("DESCRIBE stats");
    assertThat(view).isEqualTo(rows("DESCRIBE FEATURE VIEW features.STATS"));
    assertThat(view)
        .contains(
            row("Driver_Id", "join key", "BIGINT", null, ""),
            row("event_ts", "event timestamp", "TIMESTAMP_LTZ(6)", null, ""),
            row("created_ts", "created timestamp", "TIMESTAMP(6)", null, ""),
            row("embedding", "feature", "REAL ARRAY", null, ""),
            row("ttl", "property", null, "INTERVAL '7' DAY", ""),
            row("entity", "property", null, "driver", ""),
            row("source", "property", null, "DELTA 'stats'", ""),
            row("resolved location", "property", null, Path.of("stats").toAbsolutePath() + "", ""),
            row("status", "property", null, "ACTIVE", ""));
    assertThat(rows("DESCRIBE lake.stats"))
        .contains(row("id", "column", "BIGINT", null, ""))
        .contains(row("comment", "property", null, "all", ""));
    TemporaryTable session = new TemporaryTable("stats", STATS, List.of());
    Listed temporary = (Listed) definitions.execute(parse("DESCRIBE stats"), List.of(session));
    assertThat(temporary.rows()).contains(row("rows", "property", null, "0", ""));
  }

  private void createStats() {
    execute("CREATE ENTITY driver (driver_id BIGINT)");
    assertThat(execute(CREATE_STATS)).isEqualTo(new Changed(1));
  }

  private void write() {
    FeatureViewSpec stats = catalog().featureView("stats").orElseThrow();
    List<Object> driver = row(1, 5, null, 0.5, 3, List.of());
    try (VectorSchemaRoot batch = Batches.of(allocator.get(), STATS, List.of(driver))) {
      online.write(stats, batch).toCompletableFuture().join();
    }
    registry.recordWatermark(registry.state(stats), upTo(5));
  }

  private long rowsOnline() {
    long rows = 0;
    try (var reader = online.scan(catalog().featureView("stats").orElseThrow(), allocator.get())) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        rows += batch.getRowCount();
        batch.close();
      }
    }
    return rows;
  }

  private CatalogSnapshot catalog() {
    return registry.current();
  }

  private SqlNode parse(String sql) {
    return new FeatureSqlParser(config.limits()).parse(sql);
  }

  private DefinitionOutcome execute(String sql) {
    return definitions.execute(parse(sql));
  }

  private List<List<Object>> rows(String sql) {
    return ((Listed) execute(sql)).rows();
  }

  private void assertFails(String sql, ErrorCode code, int column, String part) {
    PitwallException failure = catchThrowableOfType(PitwallException.class, () -> execute(sql));
    assertThat(failure).as(sql).isNotNull();
    assertThat(failure.getMessage()).as(sql).contains(part);
    assertThat(failure.code()).as(sql + ": " + failure.getMessage()).isEqualTo(code);
    assertThat(failure.position()).as(sql).isPresent();
    assertThat(failure.position().get().column()).as(sql).isEqualTo(column);
  }

  private static Watermark upTo(long micros) {
    return new Watermark(OptionalLong.empty(), micros, micros + 1, 3, "a table");
  }
}
