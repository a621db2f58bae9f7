package dev.pitwall.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import dev.pitwall.core.registry.CatalogChange.Put;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.RegisteredFeature;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The registry in PostgreSQL, which several processes share. */
class PostgresRegistryTest implements ChangedMeanwhile {
  private static final Definition DRIVER = new Definition.Entity(Samples.DRIVER);
  private static final FeatureViewSpec VIEW = Samples.view("Stats", "s3a://bucket/path", "rate");

  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void keepsEveryKindOfObjectOverAReopening() throws SQLException {
    RegistryConfig config = server.registry("kinds");
    Watermark watermark = new Watermark(OptionalLong.of(-5), 7, 8, 3, "a table");
    CatalogSnapshot before;
    Erasure begun;
    try (CatalogRegistry registry = CatalogRegistry.open(config)) {
      put(registry, DRIVER);
      put(registry, new Definition.FeatureView(VIEW));
      put(registry, new Definition.FeatureView(Samples.view("wide", "/w", Samples.everyType())));
      put(registry, new Definition.LakeTable(Samples.table("Trips")));
      put(registry, new Definition.FeatureService(Samples.service("Model", "Stats")));
      put(registry, new Definition.TrainingSet(Samples.trainingSet("Churn", VIEW, VIEW)));
      registry.recordWatermark(registry.state(VIEW), watermark);
      begun = registry.beginErasure("driver", "{\"driver_id\":1}", "VIEWS", "somebody");
      registry.noteErased(begun, "[]");
      before = registry.current();
    }
    try (CatalogRegistry registry = CatalogRegistry.open(config);
        RegistryDatabase database = RegistryDatabase.open(config)) {
      List<RegisteredFeature> features =
          database.transaction(rows -> new FeatureRows(rows).newest("stats"));
      assertThat(features).extracting(RegisteredFeature::name).containsExactly("rate");
      assertThat(registry.current()).isEqualTo(before);
      assertThat(registry.history(DefinitionKind.FEATURE_VIEW, "stats")).hasSize(1);
      assertThat(registry.watermark("STATS")).hasValue(watermark);
      assertThat(registry.beginErasure("driver", "{\"driver_id\":1}", "VIEWS", "another").id())
          .isEqualTo(begun.id());
      registry.endErasure(begun, "[1]");
      assertThat(registry.erasures().get(0).finishedAt()).isPresent();
    }
  }

  @Test
  void bringsOlderTablesUpToDate() throws SQLException {
    RegistryConfig config = server.registry("older");
    Flyway.configure()
        .dataSource(config.url(), config.user().orElseThrow(), null)
        .locations("classpath:db/registry")
        .table("registry_migration")
        .target("3")
        .load()
        .migrate();
    execute(
        config,
        "INSERT INTO watermark (view_key, from_micros, micros, read_micros, table_version)"
            + " VALUES ('stats', NULL, 7, 8, 3)");
    try (CatalogRegistry registry = CatalogRegistry.open(config)) {
      assertThat(registry.watermark("stats"))
          .hasValue(new Watermark(OptionalLong.empty(), 7, 8, 3, ""));
    }
  }

  @Test
  void letsOneOfManyProcessesWinEachVersion() throws SQLException {
    RegistryConfig config = server.registry("racing");
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try (CatalogRegistry seen = CatalogRegistry.open(config, Duration.ZERO)) {
      CompletableFuture.allOf(
              IntStream.range(0, 4)
                  .mapToObj(w -> CompletableFuture.runAsync(() -> write(config, w), writers))
                  .toArray(CompletableFuture[]::new))
          .join();
      assertThat(seen.current().entities()).hasSize(40);
      assertThat(seen.current().version()).isEqualTo(40);
    } finally {
      writers.shutdown();
    }
  }

  /** Ten entities of its own, each tried until no other writer came first. */
  private static void write(RegistryConfig config, int writer) {
    try (CatalogRegistry registry = CatalogRegistry.open(config, Duration.ZERO)) {
      for (int i = 0; i < 10; ) {
        try {
          put(registry, new Definition.Entity(new EntitySpec("e" + writer + i, List.of(), "")));
          i++;
        } catch (PitwallException e) {
          assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_CONFLICT);
        }
      }
    }
  }

  @Override
  public String waiting() {
    return "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
        + " AND wait_event_type = 'Lock'";
  }

  @Override
  public RegistryConfig shared(String name) throws SQLException {
    return server.registry(name);
  }

  @Test
  void writesNothingOfAChangeThatFailsAndGoesOn() throws SQLException {
    RegistryConfig config = server.registry("failing");
    try (CatalogRegistry registry = CatalogRegistry.open(config)) {
      put(registry, DRIVER);
      execute(config, "ALTER TABLE feature_registry ADD CHECK (name <> 'refused')");
      CatalogSnapshot before = registry.current();
      FeatureViewSpec refused = Samples.view("stats", "/b", "refused");
      assertThatThrownBy(() -> put(registry, new Definition.FeatureView(refused)))
          .isInstanceOfSatisfying(
              PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILURE))
          .hasMessageContaining("jdbc:postgresql://127.0.0.1");
      assertThat(registry.current()).isEqualTo(before);
      put(registry, new Definition.FeatureView(VIEW));
      assertThat(registry.current().featureView("stats")).contains(VIEW);
    }
  }

  @Test
  void saysThatThereIsNoSuchDatabase() throws SQLException {
    RegistryConfig known = server.registry("known");
    RegistryConfig missing =
        new RegistryConfig(known.url() + "_not", known.user(), Optional.of("secret"));
    assertThatThrownBy(() -> CatalogRegistry.open(missing))
        .isInstanceOf(PitwallException.class)
        .hasMessageContaining("/known_not")
        .hasMessageNotContaining("secret");
  }

  private static void put(CatalogRegistry registry, Definition definition) {
    registry.apply(
        new CatalogChange(registry.current().version(), new Put(definition, Optional.empty())));
  }

  private static void execute(RegistryConfig config, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(config.url(), config.user().orElseThrow(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
