package dev.pitwall.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import dev.pitwall.core.registry.CatalogChange.Drop;
import dev.pitwall.core.registry.CatalogChange.Edit;
import dev.pitwall.core.registry.CatalogChange.Put;
import dev.pitwall.core.registry.CatalogChange.SetStatus;
import dev.pitwall.core.registry.definition.Annotations;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.DefinitionStatus;
import dev.pitwall.core.registry.definition.RegisteredDefinition;
import dev.pitwall.core.registry.definition.RegisteredFeature;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogRegistryTest implements ChangedMeanwhile {
  private static final Definition DRIVER = new Definition.Entity(Samples.DRIVER);

  @TempDir Path directory;
  @AutoClose private CatalogRegistry registry;

  @BeforeEach
  void open() {
    registry = CatalogRegistry.open(config());
  }

  @Test
  void beginsEmpty() {
    assertThat(registry.current()).isEqualTo(CatalogSnapshot.EMPTY);
  }

  @Test
  void keepsEveryKindOfObjectOverAReopening() {
    FeatureViewSpec view = Samples.view("Stats", "s3a://bucket/path", "rate", "count");
    FeatureViewSpec wide = Samples.view("wide", "/w", Samples.everyType());
    put(DRIVER);
    put(new Definition.FeatureView(view));
    put(new Definition.FeatureView(wide));
    put(new Definition.LakeTable(Samples.table("Trips")));
    put(new Definition.FeatureService(Samples.service("Model", "Stats")));
    put(new Definition.TrainingSet(Samples.trainingSet("Churn", view, wide)));
    CatalogSnapshot before = registry.current();
    registry.close();
    open();
    assertThat(registry.current()).isEqualTo(before);
    assertThat(registry.current().version()).isEqualTo(6);
    assertThat(registry.current().entity("DRIVER")).contains(Samples.DRIVER);
    assertThat(registry.current().featureView("stats")).contains(view);
    assertThat(registry.current().featureView("wide")).contains(wide);
    assertThat(registry.current().lakeTable("trips")).contains(Samples.table("Trips"));
    assertThat(registry.current().featureService("model"))
        .contains(Samples.service("Model", "Stats"));
    assertThat(registry.current().trainingSet("churn"))
        .contains(Samples.trainingSet("Churn", view, wide));
  }

  @Test
  void keepsEveryVersion() {
    put(DRIVER);
    EntitySpec other = new EntitySpec("DRIVER", Samples.DRIVER.joinKeys(), "another comment");
    put(new Definition.Entity(other));
    apply(new Drop(DefinitionKind.ENTITY, "driver"));
    assertThat(registry.current().entities()).isEmpty();
    assertThat(registry.definition(DefinitionKind.ENTITY, "driver")).isEmpty();
    put(DRIVER);

    List<RegisteredDefinition> history = registry.history(DefinitionKind.ENTITY, "driver");
    assertThat(history).extracting(RegisteredDefinition::version).containsExactly(1L, 2L, 3L, 4L);
    assertThat(history)
        .extracting(RegisteredDefinition::catalogVersion)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(history)
        .extracting(RegisteredDefinition::definition)
        .containsExactly(
            Optional.of(DRIVER),
            Optional.of(new Definition.Entity(other)),
            Optional.empty(),
            Optional.of(DRIVER));
    assertThat(history.get(1).id()).isEqualTo(history.get(0).id());
    assertThat(history.get(1).createdAt()).isEqualTo(history.get(0).createdAt());
    assertThat(history.get(3).id()).isNotEqualTo(history.get(0).id());
    assertThat(registry.current().version()).isEqualTo(4);
  }

  @Test
  void changesNothingWhenTheSameIsPutAgain() {
    put(DRIVER);
    put(DRIVER);
    assertThat(registry.current().version()).isEqualTo(1);
    assertThat(registry.history(DefinitionKind.ENTITY, "driver")).hasSize(1);
  }

  @Test
  void givesViewsTheirEntityAsItIsNow() {
    put(DRIVER);
    put(new Definition.FeatureView(Samples.view("stats", "/a", "rate")));
    EntitySpec other = new EntitySpec("Driver", Samples.DRIVER.joinKeys(), "another comment");
    put(new Definition.Entity(other));
    assertThat(registry.current().featureView("stats").orElseThrow().entity()).isEqualTo(other);
  }

  @Test
  void keepsStatusAndAnnotationsWhenAnObjectIsReplaced() {
    Annotations said = new Annotations("ann", List.of("risk", "pii"));
    apply(new Put(DRIVER, Optional.of(said)));
    apply(new SetStatus(DefinitionKind.ENTITY, "driver", DefinitionStatus.DEPRECATED));
    put(new Definition.Entity(new EntitySpec("Driver", Samples.DRIVER.joinKeys(), "new")));
    RegisteredDefinition driver =
        registry.definition(DefinitionKind.ENTITY, "DRIVER").orElseThrow();
    assertThat(driver.status()).isEqualTo(DefinitionStatus.DEPRECATED);
    assertThat(driver.annotations()).isEqualTo(said);
    assertThat(driver.version()).isEqualTo(3);
  }

  @Test
  void registersEveryFeatureInVersions() {
    put(DRIVER);
    put(new Definition.FeatureView(Samples.view("Stats", "/a", "rate", "count")));
    assertThat(features()).extracting(RegisteredFeature::name).containsExactly("count", "rate");
    RegisteredFeature rate = features().get(1);
    assertThat(rate.description()).isEqualTo("what rate means");
    assertThat(rate.lineage())
        .isEqualTo(
            "{\"featureView\":\"Stats\",\"entity\":\"Driver\",\"format\":\"delta\","
                + "\"location\":\"/a\",\"column\":\"rate\"}");
    assertThat(rate.constraints()).isEqualTo("{\"type\":\"DOUBLE\",\"nullable\":true}");

    put(new Definition.FeatureView(Samples.view("Stats", "/a", "rate", "speed")));
    assertThat(features())
        .extracting(f -> f.name() + " " + f.version() + " " + f.status())
        .containsExactly("count 2 ARCHIVED", "rate 1 ACTIVE", "speed 1 ACTIVE");
    apply(new SetStatus(DefinitionKind.FEATURE_VIEW, "stats", DefinitionStatus.DEPRECATED));
    assertThat(features())
        .extracting(f -> f.name() + " " + f.version() + " " + f.status())
        .containsExactly("count 2 ARCHIVED", "rate 2 DEPRECATED", "speed 2 DEPRECATED");
    assertThat(features().get(1).id()).isEqualTo(rate.id());
    apply(new Drop(DefinitionKind.FEATURE_VIEW, "stats"));
    assertThat(features())
        .extracting(f -> f.name() + " " + f.version() + " " + f.status())
        .containsExactly("count 2 ARCHIVED", "rate 3 ARCHIVED", "speed 3 ARCHIVED");
  }

  private List<RegisteredFeature> features() {
    try (RegistryDatabase database = RegistryDatabase.open(config())) {
      return database.transaction(connection -> new FeatureRows(connection).newest("Stats"));
    }
  }

  @Test
  void refusesAChangeOfAnOlderCatalog() {
    put(DRIVER);
    CatalogChange late = new CatalogChange(0, new Drop(DefinitionKind.ENTITY, "driver"));
    assertCode(ErrorCode.COMMIT_CONFLICT, () -> registry.apply(late));
    assertThat(registry.current().entity("driver")).isPresent();
  }

  @Test
  void makesSeveralEditsInOneVersion() {
    put(DRIVER);
    Definition view = new Definition.FeatureView(Samples.view("Stats", "/a", "rate"));
    Definition world = new Definition.Entity(new EntitySpec("world", List.of(), ""));
    CatalogChange change =
        new CatalogChange(
            1,
            Stream.of(DRIVER, view, world)
                .map(definition -> (Edit) new Put(definition, Optional.empty()))
                .toList());
    CatalogSnapshot after = registry.apply(change);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.entities()).extracting(EntitySpec::name).containsExactly("Driver", "world");
    assertThat(registry.definitions())
        .extracting(row -> row.name() + " " + row.catalogVersion())
        .containsExactly("Driver 1", "world 2", "Stats 2");
    assertCode(ErrorCode.COMMIT_CONFLICT, () -> registry.apply(change));
  }

  @Test
  void letsOneOfManyWritersWinEachVersion() {
    AtomicInteger conflicts = new AtomicInteger();
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      CompletableFuture.allOf(
              IntStream.range(0, 4)
                  .mapToObj(w -> CompletableFuture.runAsync(() -> write(w, conflicts), writers))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      writers.shutdown();
    }
    assertThat(registry.current().entities()).hasSize(40);
    assertThat(registry.current().version()).isEqualTo(40);
    assertThat(registry.definitions())
        .extracting(RegisteredDefinition::catalogVersion)
        .doesNotHaveDuplicates();
  }

  /** Ten entities of its own, each tried until no other writer came first. */
  private void write(int writer, AtomicInteger conflicts) {
    for (int i = 0; i < 10; ) {
      EntitySpec entity = new EntitySpec("e" + writer + "_" + i, List.of(), "");
      try {
        put(new Definition.Entity(entity));
        i++;
      } catch (PitwallException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_CONFLICT);
        conflicts.incrementAndGet();
      }
    }
  }

  @Test
  void seesWhatAnotherProcessWroteToASharedRegistry() {
    RegistryConfig shared = shared("shared");
    try (CatalogRegistry mine = CatalogRegistry.open(shared, Duration.ZERO);
        CatalogRegistry patient = CatalogRegistry.open(shared, Duration.ofDays(1));
        CatalogRegistry theirs = CatalogRegistry.open(shared, Duration.ZERO)) {
      theirs.apply(new CatalogChange(0, new Put(DRIVER, Optional.empty())));
      assertThat(mine.current().entity("driver")).isPresent();
      assertThat(patient.current().version()).isZero();
      CatalogChange late = new CatalogChange(0, new Put(DRIVER, Optional.empty()));
      assertCode(ErrorCode.COMMIT_CONFLICT, () -> patient.apply(late));
      assertThat(patient.current()).isEqualTo(mine.current());
    }
  }

  @Test
  void writesNothingOfAChangeThatFails() throws SQLException {
    put(DRIVER);
    registry.close();
    try (Connection connection = DriverManager.getConnection(config().url());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE feature_registry ADD CHECK (name <> 'refused')");
    }
    open();
    put(new Definition.FeatureView(Samples.view("stats", "/a", "rate")));
    CatalogSnapshot before = registry.current();
    record("stats", upTo(5));
    assertCode(
        ErrorCode.STORE_FAILURE,
        () -> put(new Definition.FeatureView(Samples.view("stats", "/b", "refused"))));
    assertThat(registry.current()).isEqualTo(before);
    assertThat(registry.watermark("stats")).hasValue(upTo(5));
    assertThat(registry.history(DefinitionKind.FEATURE_VIEW, "stats")).hasSize(1);
  }

  @Test
  void keepsWatermarksWhileTheStoredRowsFit() {
    put(DRIVER);
    put(new Definition.FeatureView(Samples.view("stats", "/a", "rate")));
    assertThat(registry.watermark("stats")).isEmpty();
    record("Stats", upTo(-5));
    record("stats", upTo(7));
    assertThat(registry.watermark("STATS")).hasValue(upTo(7));
    apply(new SetStatus(DefinitionKind.FEATURE_VIEW, "stats", DefinitionStatus.DEPRECATED));
    assertThat(registry.watermark("stats")).hasValue(upTo(7));
    put(new Definition.FeatureView(Samples.view("stats", "/b", "rate")));
    assertThat(registry.watermark("stats")).isEmpty();
    record("stats", upTo(8));
    apply(new Drop(DefinitionKind.FEATURE_VIEW, "stats"));
    assertThat(registry.watermark("stats")).isEmpty();
  }

  @Override
  public String waiting() {
    return "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL";
  }

  @Override
  public RegistryConfig shared(String name) {
    return new RegistryConfig(
        "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", Optional.empty(), Optional.empty());
  }

  @Test
  void saysThatItsFileIsInUse() {
    registry.close();
    Path file = directory.resolve("registry.mv.db");
    assertThat(file).exists();
    try (MVStore holder = new MVStore.Builder().fileName(file.toString()).open()) {
      assertThat(holder.isClosed()).isFalse();
      assertThatThrownBy(() -> CatalogRegistry.open(config()))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.REGISTRY_LOCKED))
          .hasMessageContaining(file.toString())
          .hasMessageContaining("PostgreSQL");
    }
    open();
  }

  @Test
  void refusesTablesOfANewerVersion() throws SQLException {
    registry.close();
    try (Connection connection = DriverManager.getConnection(config().url());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO \"registry_migration\" SELECT 99, '99', 'later', \"type\", 'V99__later.sql',"
              + " 1, \"installed_by\", \"installed_on\", 1, TRUE FROM \"registry_migration\""
              + " WHERE \"version\" = '1'");
    }
    assertThat(assertCode(ErrorCode.INVALID_CONFIGURATION, () -> CatalogRegistry.open(config())))
        .hasMessageContaining("another version");
    registry =
        CatalogRegistry.open(EngineConfig.inDirectory(directory.resolve("other")).registry());
  }

  @Test
  void saysWhatIsWrongWithItsConfigurationWithoutASecret() throws Exception {
    List<String> messages = new ArrayList<>();
    RegistryConfig noDriver =
        new RegistryConfig(
            "jdbc:nothing://bob:secret@host/db?password=secret",
            Optional.of("bob"),
            Optional.of("secret"));
    messages.add(
        assertCode(ErrorCode.INVALID_CONFIGURATION, () -> CatalogRegistry.open(noDriver))
            .getMessage());
    RegistryConfig wrongPassword =
        new RegistryConfig(config().url(), Optional.of("bob"), Optional.of("secret"));
    messages.add(
        assertCode(ErrorCode.INVALID_CONFIGURATION, () -> CatalogRegistry.open(wrongPassword))
            .getMessage());
    RegistryConfig relative =
        new RegistryConfig("jdbc:h2:file:a;PASSWORD=secret", Optional.empty(), Optional.empty());
    messages.add(
        assertCode(ErrorCode.INVALID_CONFIGURATION, () -> CatalogRegistry.open(relative))
            .getMessage());
    Path broken = directory.resolve("broken.mv.db");
    Files.writeString(broken, "no database at all".repeat(1_000));
    RegistryConfig damaged =
        new RegistryConfig(
            "jdbc:h2:file:" + directory.resolve("broken"), Optional.empty(), Optional.empty());
    messages.add(
        assertCode(ErrorCode.DATA_CORRUPT, () -> CatalogRegistry.open(damaged)).getMessage());
    assertThat(messages).noneMatch(message -> message.contains("secret"));
    assertThat(messages.get(0)).contains("jdbc:nothing://host/db has no driver");
    assertThat(messages.get(1)).contains("bob").contains("registry.password");
  }

  private static PitwallException assertCode(ErrorCode code, Runnable action) {
    PitwallException failure = catchThrowableOfType(PitwallException.class, action::run);
    assertThat(failure).isNotNull();
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    return failure;
  }

  private void put(Definition definition) {
    apply(new Put(definition, Optional.empty()));
  }

  private void record(String view, Watermark watermark) {
    FeatureViewSpec known = registry.current().featureView(view).orElseThrow();
    assertThat(registry.recordWatermark(registry.state(known), watermark)).isTrue();
  }

  private void apply(Edit edit) {
    registry.apply(new CatalogChange(registry.current().version(), edit));
  }

  private RegistryConfig config() {
    return EngineConfig.inDirectory(directory).registry();
  }

  private static Watermark upTo(long micros) {
    return new Watermark(OptionalLong.empty(), micros, micros + 1, 3, "a table");
  }
}
