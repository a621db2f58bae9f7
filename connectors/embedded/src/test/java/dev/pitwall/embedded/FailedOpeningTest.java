package dev.pitwall.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.LimitsConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.store.StoreRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that cannot be opened. */
class FailedOpeningTest {
  @TempDir private Path directory;

  @Test
  void givesItsFilesBack() {
    Path rows = directory.resolve("rows");
    StoreRegistry stores = new StoreRegistry(Map.of(), EmbeddedOnlineStore.open(rows));
    assertThatThrownBy(() -> FeatureQueryEngine.open(withoutWorkers(), stores))
        .isInstanceOf(IllegalArgumentException.class);
    EmbeddedOnlineStore.open(rows).close();
    MVStore.open(directory.resolve("registry.mv.db").toString()).close();
  }

  /** Shows only when the registry is open. */
  private EngineConfig withoutWorkers() {
    EngineConfig right = EngineConfig.inDirectory(directory);
    return new EngineConfig(
        directory,
        right.registry(),
        right.onlineStore(),
        new LimitsConfig(1 << 20, 1 << 20, Optional.empty(), 100, 10, 0, 0),
        Map.of());
  }
}
