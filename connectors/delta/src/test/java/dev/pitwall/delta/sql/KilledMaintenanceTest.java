package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance that is ended by KILL QUERY. */
class KilledMaintenanceTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("note", Fields.VARCHAR));
  private static final int ROWS = 100_000;
  private static final String OPTIMIZE = "OPTIMIZE stats ZORDER BY (id, event_ts)";

  @TempDir private Path directory;

  /** It may be done before it is killed; but not always. */
  @Test
  void anOptimizeLeavesTheTableAsItWas() throws IOException {
    String location = directory.resolve("stats").toString();
    try (DeltaEngine engine = new DeltaEngine(directory)) {
      for (int commit = 0; commit < 4; commit++) {
        engine.append("stats", STATS, rows(commit));
      }
      engine.rows("CREATE ENTITY thing (id BIGINT)");
      engine.rows(
          "CREATE FEATURE VIEW stats ENTITY thing TIMESTAMP event_ts FROM DELTA '"
              + location
              + "'");
      List<String> before;
      do {
        before = DeltaEngine.files(location);
      } while (!isKilled(engine));
      assertThat(DeltaEngine.files(location)).isEqualTo(before);
      assertThat(
              engine.rows(
                  "SELECT error FROM system.queries WHERE query = '"
                      + OPTIMIZE
                      + "' ORDER BY started_at DESC LIMIT 1"))
          .containsExactly(row("STATEMENT_CANCELLED"));
      assertThat(engine.rows(OPTIMIZE).get(0).get(3)).isEqualTo(1L);
      assertThat(engine.rows("SELECT COUNT(*) FROM stats")).containsExactly(row(4 * ROWS));
    }
  }

  private static boolean isKilled(DeltaEngine engine) {
    CompletableFuture<List<List<Object>>> optimizing =
        CompletableFuture.supplyAsync(() -> engine.rows(OPTIMIZE));
    while (!optimizing.isDone()) {
      for (List<Object> running :
          engine.rows(
              "SELECT query_id FROM system.queries"
                  + " WHERE state = 'RUNNING' AND kind = 'MAINTENANCE'")) {
        kill(engine, running.get(0).toString());
      }
    }
    try {
      optimizing.join();
      return false;
    } catch (CompletionException e) {
      assertThat(((PitwallException) e.getCause()).code()).isEqualTo(ErrorCode.STATEMENT_CANCELLED);
      return true;
    }
  }

  private static void kill(DeltaEngine engine, String id) {
    try {
      engine.update("KILL QUERY '" + id + "'");
    } catch (PitwallException e) {
      assertThat(e.code()).as("it has ended meanwhile").isEqualTo(ErrorCode.INVALID_VALUE);
    }
  }

  private static List<List<Object>> rows(int commit) {
    return LongStream.range(0, ROWS)
        .mapToObj(i -> row(i, 1_000L * commit + i % 7, "note " + i))
        .toList();
  }
}
