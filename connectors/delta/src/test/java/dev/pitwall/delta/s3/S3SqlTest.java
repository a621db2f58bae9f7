package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.delta.DeltaStorePlugin;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.engine.EngineSession;
import dev.pitwall.testkit.s3.S3Server;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A feature view over a table in a bucket, from its definition to a point-in-time join. */
class S3SqlTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("rate", Fields.DOUBLE));
  private static final long DAY = 86_400_000_000L;

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;

  @Test
  void joinsAViewThatLivesInABucket() {
    try (S3Server server = S3Server.start(directory);
        OfflineStore store =
            new DeltaStorePlugin().open(new StoreContext(directory, server.options()))) {
      String location = server.bucket("lake") + "/driver stats";
      write(store, location);
      StoreRegistry stores =
          new StoreRegistry(Map.of(SourceFormat.DELTA, store), new MemoryOnlineStore());
      try (EngineSession engine = new EngineSession(EngineConfig.inDirectory(directory), stores)) {
        engine.update("CREATE ENTITY driver (driver_id BIGINT)");
        engine.update(
            "CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA '"
                + location.replace("s3a:", "s3:")
                + "'");
        assertThat(
                engine.rows(
                    """
                    SELECT s.id, f.rate
                    FROM (SELECT id, CAST(at_ts AS TIMESTAMP_LTZ(6)) AS ts
                          FROM (VALUES (1, TIMESTAMP '1970-01-03 12:00:00'),
                                       (2, TIMESTAMP '1970-01-02 00:00:00')) AS v (id, at_ts)) AS s
                    LEFT JOIN stats FOR SYSTEM_TIME AS OF s.ts AS f ON f.driver_id = s.id
                    ORDER BY s.id
                    """))
            .containsExactly(List.of(1L, 0.2), Arrays.asList(2L, null));
        assertThat(engine.rows("EXPLAIN SELECT rate FROM stats").toString())
            .doesNotContain(S3Server.SECRET_KEY)
            .doesNotContain(S3Server.ACCESS_KEY);
      }
    }
  }

  private void write(OfflineStore store, String location) {
    TableSource table = new TableSource(SourceFormat.DELTA, location, Map.of());
    WriteRequest request = new WriteRequest(table, STATS, List.of(), WriteRequest.Mode.CREATE);
    List<List<Object>> rows =
        List.of(List.of(1L, DAY, 0.1), List.of(1L, 2 * DAY, 0.2), List.of(1L, 3 * DAY, 0.3));
    try (TableWriter writer = store.write(request, allocator.get());
        VectorSchemaRoot batch = Batches.of(allocator.get(), STATS, rows)) {
      writer.append(batch);
      writer.commit();
    }
  }
}
