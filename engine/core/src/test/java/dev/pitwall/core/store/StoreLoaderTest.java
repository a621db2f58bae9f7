package dev.pitwall.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLoaderTest {
  @TempDir Path directory;

  @Test
  void namesTheOnlineStoreThatIsMissing() {
    EngineConfig config = EngineConfig.inDirectory(directory.resolve("new/data"));
    assertThatThrownBy(() -> new StoreLoader(config).load(List.of(), List.of()))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessage("online_store: there is no online store embedded; none is on the class path");
    assertThat(directory.resolve("new/data")).isDirectory();
  }

  @Test
  void namesTheDirectoryThatCannotBeMade() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    EngineConfig config = EngineConfig.inDirectory(file.resolve("data"));
    assertThatThrownBy(() -> StoreRegistry.load(config))
        .isInstanceOf(PitwallException.class)
        .hasMessageContaining(file.resolve("data").toString());
  }

  @Test
  void refusesSettingsOfAStoreThatIsNotThere() {
    EngineConfig defaults = EngineConfig.inDirectory(directory);
    EngineConfig config =
        new EngineConfig(
            directory,
            defaults.registry(),
            defaults.onlineStore(),
            defaults.limits(),
            Map.of("reddis", Map.of()));
    assertThatThrownBy(() -> StoreRegistry.load(config))
        .isInstanceOfSatisfying(
            PitwallException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessageContaining("stores.reddis: there is no such store");
  }
}
