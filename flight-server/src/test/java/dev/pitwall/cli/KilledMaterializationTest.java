package dev.pitwall.cli;

import dev.pitwall.core.config.EngineConfig;
import java.nio.file.Path;
import java.util.List;

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
  List<String> materialization(Path data) {
    return List.of(
        PitwallCommand.class.getName(),
        "materialize",
        "--progress",
        "--data",
        data.toString(),
        "things");
  }
}
