package dev.pitwall.cli;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.testkit.client.ArchivedPrograms;
import java.nio.file.Path;

/** {@code pitwall materialize} into the embedded store, killed at twenty points. */
class KilledMaterializationTest extends KilledMaterializationContract {
  KilledMaterializationTest() {
    super(2, 10, 120_000);
  }

  @Override
  EngineConfig config(Path data) {
    return EngineConfig.inDirectory(data);
  }

  @Override
  ProcessBuilder materialization(ArchivedPrograms programs, Path data) {
    return programs.process(
        PitwallCommand.class, "materialize", "--progress", "--data", data.toString(), "things");
  }
}
