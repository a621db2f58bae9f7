package dev.pitwall.delta.sql;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.testkit.engine.EngineSession;
import dev.pitwall.testkit.s3.S3Server;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs statements over tables in a bucket, with the catalog in a directory. */
final class ErasingProcess {
  private ErasingProcess() {}

  /** Takes the directory, the endpoint and a statement. */
  public static void main(String[] arguments) {
    answer(Path.of(arguments[0]), URI.create(arguments[1]), arguments[2]);
  }

  /** The rows of all statements together. */
  static List<List<Object>> answer(Path data, URI endpoint, String... statements) {
    List<List<Object>> rows = new ArrayList<>();
    StoreRegistry stores =
        new StoreRegistry(
            Map.of(SourceFormat.DELTA, new DeltaOfflineStore(S3Server.options(endpoint))),
            new MemoryOnlineStore());
    try (EngineSession engine = new EngineSession(EngineConfig.inDirectory(data), stores)) {
      for (String sql : statements) {
        rows.addAll(engine.rows(sql));
      }
    }
    return rows;
  }
}
