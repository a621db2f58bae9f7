package dev.pitwall.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import dev.pitwall.core.registry.CatalogChange.Drop;
import dev.pitwall.core.registry.CatalogChange.Put;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A view that another process changes while a run of MATERIALIZE ends. */
interface ChangedMeanwhile {
  FeatureViewSpec VIEW = Samples.view("Stats", "/a", "rate");
  Watermark WATERMARK = new Watermark(OptionalLong.empty(), 5, 6, 3, "table");

  /** A registry of that name, which nobody has opened yet. */
  RegistryConfig shared(String name) throws SQLException;

  /** A query for the number of transactions that wait for another one. */
  String waiting();

  /** The drop is there to be seen, but this process looked before. */
  @Test
  default void recordsNothingOfWhatWasDropped() throws SQLException {
    RegistryConfig config = shared("dropped");
    try (CatalogRegistry mine = open(config)) {
      ViewState begun = created(mine);
      try (CatalogRegistry theirs = open(config)) {
        drop(theirs);
      }
      assertThat(mine.current().featureView("stats")).contains(VIEW);
      assertThat(mine.recordWatermark(begun, WATERMARK)).isFalse();
      assertThat(mine.watermark("stats")).isEmpty();
    }
  }

  /** The drop has begun and is not committed when the run ends. */
  @Test
  default void recordsNothingOfWhatIsDropped() throws SQLException {
    RegistryConfig config = shared("dropping");
    try (CatalogRegistry mine = open(config);
        Connection theirs = connect(config)) {
      ViewState begun = created(mine);
      execute(theirs, "UPDATE catalog_version SET version = version + 1");
      execute(
          theirs,
          "INSERT INTO definition (kind, name_key, version, definition_id, name, catalog_version,"
              + " status, owner, tags, created_at, updated_at) SELECT kind, name_key, version + 1,"
              + " definition_id, name, catalog_version + 1, status, owner, tags, created_at,"
              + " updated_at FROM definition WHERE name_key = 'stats'");
      CompletableFuture<Boolean> recorded =
          CompletableFuture.supplyAsync(() -> mine.recordWatermark(begun, WATERMARK));
      awaitWaiting(1, config, recorded);
      theirs.commit();
      assertThat(recorded.join()).isFalse();
      assertThat(mine.watermark("stats")).isEmpty();
    }
  }

  /** The run has looked at the view and not yet recorded anything when the drop begins. */
  @Test
  default void dropsWhatIsRecorded() throws SQLException {
    RegistryConfig config = shared("recording");
    try (CatalogRegistry mine = open(config)) {
      ViewState begun = created(mine);
      mine.recordWatermark(begun, WATERMARK);
      try (CatalogRegistry theirs = open(config);
          Connection holder = connect(config)) {
        execute(holder, "UPDATE watermark SET micros = 0");
        CompletableFuture<Boolean> recorded =
            CompletableFuture.supplyAsync(() -> mine.recordWatermark(begun, WATERMARK));
        awaitWaiting(1, config, recorded);
        CompletableFuture<Void> dropped = CompletableFuture.runAsync(() -> drop(theirs));
        awaitWaiting(2, config, dropped);
        holder.rollback();
        assertThat(recorded.join()).isTrue();
        dropped.join();
      }
      assertThat(mine.watermark("stats")).isEmpty();
    }
  }

  @Test
  default void recordsNothingAfterAnErasure() throws SQLException {
    RegistryConfig config = shared("erased");
    try (CatalogRegistry mine = open(config);
        CatalogRegistry theirs = open(config)) {
      ViewState begun = created(mine);
      assertThat(mine.isCurrent(begun)).isTrue();
      theirs.countErasure(VIEW);
      assertThat(mine.isCurrent(begun)).isFalse();
      assertThat(mine.recordWatermark(begun, WATERMARK)).isFalse();
      ViewState again = mine.state(VIEW);
      theirs.countErasure(Samples.view("other", "/b", "rate"));
      assertThat(mine.recordWatermark(again, WATERMARK)).isTrue();
      theirs.countErasure(VIEW);
      assertThat(mine.isCurrent(again)).isFalse();
    }
  }

  /** What others change is seen only when something is to be changed here. */
  private static CatalogRegistry open(RegistryConfig config) {
    return CatalogRegistry.open(config, Duration.ofDays(1));
  }

  private static ViewState created(CatalogRegistry registry) {
    put(registry, new Definition.Entity(Samples.DRIVER));
    put(registry, new Definition.FeatureView(VIEW));
    return registry.state(VIEW);
  }

  private static void put(CatalogRegistry registry, Definition definition) {
    long version = registry.current().version();
    registry.apply(new CatalogChange(version, new Put(definition, Optional.empty())));
  }

  private static void drop(CatalogRegistry registry) {
    Drop drop = new Drop(DefinitionKind.FEATURE_VIEW, "stats");
    registry.apply(new CatalogChange(registry.current().version(), drop));
  }

  private static Connection connect(RegistryConfig config) throws SQLException {
    Connection connection = DriverManager.getConnection(config.url(), config.user().orElse(""), "");
    connection.setAutoCommit(false);
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Until transactions wait, or what should make them wait has ended without. */
  private void awaitWaiting(int number, RegistryConfig config, CompletableFuture<?> work)
      throws SQLException {
    try (Connection connection = connect(config);
        Statement statement = connection.createStatement()) {
      for (int seen = 0; seen < number && !work.isDone(); ) {
        try (ResultSet row = statement.executeQuery(waiting())) {
          row.next();
          seen = row.getInt(1);
        }
        connection.commit();
        Thread.onSpinWait();
      }
    }
  }
}
