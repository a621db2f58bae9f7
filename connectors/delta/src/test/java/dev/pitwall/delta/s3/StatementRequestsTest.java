package dev.pitwall.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.s3.FaultyFront;
import dev.pitwall.testkit.s3.S3Server;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a bucket is asked by statements. */
class StatementRequestsTest {
  private static final String CREATE =
      "CREATE OR REPLACE TABLE %s (id BIGINT, note VARCHAR) FROM DELTA 's3a://lake/t'";
  private static final String COMMIT = "_delta_log/\\d{20}\\.json";
  private static final int COMMITS = 25;
  private static final int COMMITS_OF_CHECKPOINT = 10;

  @TempDir Path directory;
  private S3Server server;
  private FaultyFront front;
  private Client client;
  private Client other;

  @BeforeEach
  void open() {
    server = S3Server.start(directory);
    server.bucket("lake");
    front = FaultyFront.of(server.endpoint());
    client = new Client(directory.resolve("one"), S3Server.options(front.endpoint()));
    other = new Client(directory.resolve("other"), server.options());
  }

  @AfterEach
  void close() {
    client.close();
    other.close();
    front.close();
    server.close();
  }

  @Test
  void statementsAskFewTimes() {
    assertThat(requests(CREATE.formatted("t"))).as("CREATE").isLessThanOrEqualTo(16);
    assertThat(requests(CREATE.formatted("t"))).as("of one there").isLessThanOrEqualTo(4);
    for (int commit = 1; commit <= COMMITS; commit++) {
      assertThat(requests("INSERT INTO t VALUES (%d, 'a')".formatted(commit)))
          .as("INSERT %d", commit)
          .isLessThanOrEqualTo(commit % COMMITS_OF_CHECKPOINT == 0 ? 25 : 19);
    }
    assertThat(front.requests("GET .*" + COMMIT)).as("our own commits, read").isEmpty();
    assertThat(requests("SELECT * FROM t")).isLessThanOrEqualTo(3 * COMMITS + 10);
    assertThat(requests("SELECT * FROM t")).as("again").isLessThanOrEqualTo(COMMITS + 4);
  }

  /** It is planned by the same looks at the log. */
  @Test
  void aTrainingSetCostsNoMoreThanItsQuery() {
    client.rows(CREATE.formatted("t"));
    client.rows("INSERT INTO t VALUES (1, 'a')");
    client.rows("CREATE TRAINING SET s AS SELECT id FROM t");
    client.rows("SELECT id FROM training_sets.s");
    client.rows("SELECT id FROM t FOR VERSION AS OF 1");
    int query = requests("SELECT id + 1 FROM t FOR VERSION AS OF 1");
    assertThat(requests("SELECT id + 1 FROM training_sets.s")).isEqualTo(query);
  }

  @Test
  void whatAnotherProcessWritesMeanwhileIsSeen() throws IOException {
    client.rows(CREATE.formatted("t"));
    other.rows(CREATE.formatted("t"));
    for (long i = 0; i < 12; i++) {
      client.rows("INSERT INTO t VALUES (%d, 'mine')".formatted(i));
      other.rows("INSERT INTO t VALUES (%d, 'theirs')".formatted(i));
      assertThat(client.rows("SELECT COUNT(*) FROM t")).containsExactly(List.of(2 * i + 2));
    }
    assertThat(front.requests("GET .*" + COMMIT).values()).allMatch(times -> times == 1);
    makeAnew();
    other.rows("INSERT INTO t VALUES (7, 'of another table')");
    assertThat(client.rows("SELECT id FROM t")).containsExactly(List.of(7L));
    client.rows("INSERT INTO t VALUES (8, 'of another table')");
    assertThat(other.rows("SELECT id FROM t ORDER BY id"))
        .containsExactly(List.of(7L), List.of(8L));
  }

  /** Another table at the same place, whose commits have the names of those before. */
  private void makeAnew() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("lake/t"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    other.rows(CREATE.formatted("t"));
  }

  private int requests(String sql) {
    int before = front.requests();
    client.rows(sql);
    return front.requests() - before;
  }

  /** An engine over the bucket, with one session. */
  private static final class Client implements AutoCloseable {
    private final FeatureQueryEngine engine;
    private final QuerySession session;

    Client(Path home, Map<String, String> options) {
      engine =
          FeatureQueryEngine.open(
              EngineConfig.inDirectory(home),
              new StoreRegistry(
                  Map.of(SourceFormat.DELTA, new DeltaOfflineStore(options)),
                  new MemoryOnlineStore()));
      session = engine.openSession("test");
    }

    List<List<Object>> rows(String sql) {
      List<List<Object>> rows = new ArrayList<>();
      try (QueryResult result = engine.execute(session, sql)) {
        for (VectorSchemaRoot batch = result.next(); batch != null; batch = result.next()) {
          rows.addAll(Batches.rows(batch));
          batch.close();
        }
      }
      return rows;
    }

    @Override
    public void close() {
      session.close();
      engine.close();
    }
  }
}
