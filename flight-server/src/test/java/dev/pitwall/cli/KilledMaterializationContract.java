package dev.pitwall.cli;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.EmbeddedClient;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.offline.WriteRequest.Mode;
import dev.pitwall.spi.plugin.OfflineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.client.ArchivedPrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills materializations at random points of their run, on real stores, and runs them again: the
 * online store ends up as after runs that nothing broke.
 */
abstract class KilledMaterializationContract {
  private static final long SEED = 20_131;
  private static final Schema THINGS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("created_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("score", Fields.DOUBLE),
          Fields.of("note", Fields.VARCHAR));

  private final Random random = new Random(SEED);
  private final int rounds;
  private final int killsARound;
  private final int entities;
  @TempDir private Path directory;

  /**
   * Prepares.
   *
   * @param rounds how often there are new rows to materialize
   * @param killsARound kills until a run is left to end
   * @param entities with new rows in each round, half of which the next round has again
   */
  KilledMaterializationContract(int rounds, int killsARound, int entities) {
    this.rounds = rounds;
    this.killsARound = killsARound;
    this.entities = entities;
  }

  /** The engine with its catalog in a directory. */
  abstract EngineConfig config(Path data);

  /** What starts a program that materializes the view {@code things} of an engine. */
  abstract ProcessBuilder materialization(ArchivedPrograms programs, Path data);

  @Test
  void endsAsAnUnbrokenRunDoes() throws Exception {
    Path unbroken = directory.resolve("unbroken");
    Path broken = directory.resolve("broken");
    commit(Mode.CREATE, 0);
    define(unbroken);
    define(broken);
    int kills = 0;
    for (int round = 0; round < rounds; round++) {
      if (round > 0) {
        commit(Mode.APPEND, round);
      }
      long nanos = materialize(unbroken);
      for (int attempt = 0; kills < (round + 1) * killsARound && attempt < 40; attempt++) {
        long point = (long) (random.nextDouble() * nanos);
        if (killedAfter(broken, point)) {
          kills++;
        } else {
          nanos = point;
        }
      }
      materialize(broken);
    }
    assertThat(kills).as("kills within a run, seed %d", SEED).isEqualTo(rounds * killsARound);
    assertThat(answer(broken, "CHECK MATERIALIZATION things").get(0).get(3)).isEqualTo(0L);
    assertThat(stored(broken))
        .hasSize(entities + (rounds - 1) * entities / 2)
        .isEqualTo(stored(unbroken));
  }

  /** Some newer rows, some older than what is known, some of entities that were unknown. */
  private void commit(Mode mode, int round) {
    long now = System.currentTimeMillis() * 1_000;
    List<List<Object>> rows =
        LongStream.range(0, entities)
            .mapToObj(
                i -> {
                  long id = round * (entities / 2L) + i;
                  long age = round == 0 || i % 3 > 0 ? random.nextInt(1_000_000) : 10_000_000_000L;
                  return row(id, now - age, now, i / 7.0, "round " + round + ", " + i);
                })
            .toList();
    TableSource table =
        new TableSource(SourceFormat.DELTA, directory.resolve("lake").toString(), Map.of());
    OfflineStorePlugin plugin =
        ServiceLoader.load(OfflineStorePlugin.class).findFirst().orElseThrow();
    try (OfflineStore store = plugin.open(new StoreContext(directory, Map.of()));
        BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot batch = Batches.of(allocator, THINGS, rows);
        TableWriter writer =
            store.write(new WriteRequest(table, THINGS, List.of(), mode), allocator)) {
      writer.append(batch);
      writer.commit();
    }
  }

  private void define(Path data) {
    answer(data, "CREATE ENTITY thing (id BIGINT)");
    answer(
        data,
        "CREATE FEATURE VIEW things ENTITY thing TIMESTAMP event_ts CREATED created_ts FROM DELTA '"
            + directory.resolve("lake")
            + "'");
  }

  /** Runs to the end; gives how long it took from its first sign to its last. */
  private long materialize(Path data) throws Exception {
    Process process = start(data);
    try (BufferedReader err = process.errorReader()) {
      awaitReading(err);
      long begunAt = System.nanoTime();
      long endedAt = begunAt;
      List<String> rest = new ArrayList<>();
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        rest.add(line);
        endedAt = System.nanoTime();
      }
      assertThat(process.waitFor()).as("%s", rest).isZero();
      return endedAt - begunAt;
    }
  }

  /** Kills a run; whether it was still under way. */
  private boolean killedAfter(Path data, long nanos) throws Exception {
    Process process = start(data);
    try (BufferedReader err = process.errorReader()) {
      awaitReading(err);
      boolean ended = process.waitFor(nanos, TimeUnit.NANOSECONDS);
      process.destroyForcibly().waitFor();
      return !ended;
    }
  }

  private static void awaitReading(BufferedReader err) throws IOException {
    String line = err.readLine();
    while (!"materialize things: reading".equals(line)) {
      assertThat(line).as("the standard error of pitwall materialize").isNotNull();
      line = err.readLine();
    }
  }

  private Process start(Path data) throws IOException {
    return materialization(new ArchivedPrograms(directory), data)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.PIPE)
        .start();
  }

  private List<List<Object>> stored(Path data) {
    return answer(
        data,
        "SET online_scan = 'on'",
        "SELECT id, \"$event_timestamp\", score, note FROM online.things ORDER BY id");
  }

  /** The rows of the last of some statements. */
  private List<List<Object>> answer(Path data, String... statements) {
    List<List<Object>> rows = new ArrayList<>();
    try (EmbeddedClient client = EmbeddedClient.open(config(data))) {
      for (String sql : statements) {
        rows.clear();
        try (ClientAnswer answer = client.run(sql)) {
          for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
            rows.addAll(Batches.rows(batch));
          }
        }
      }
    }
    return rows;
  }
}
