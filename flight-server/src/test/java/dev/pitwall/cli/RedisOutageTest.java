package dev.pitwall.cli;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
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
import dev.pitwall.testkit.client.JavaProcess;
import dev.pitwall.testkit.redis.Await;
import dev.pitwall.testkit.redis.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server over Redis that goes away and comes back, as clients and its log show it. */
class RedisOutageTest {
  private static final Schema THINGS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("note", Fields.VARCHAR));
  private static final String FIND = "SELECT note FROM online.things WHERE id = 1";

  @TempDir private Path directory;

  @Test
  void isAnErrorOfTheStatementsAndNothingElse() throws Exception {
    Path log = directory.resolve("log");
    try (RedisServer redis = RedisServer.start()) {
      commit();
      Process server = start(redis, log);
      try (BufferedReader out = server.inputReader();
          RemoteClient client = connect(out)) {
        rows(client, "CREATE ENTITY thing (id BIGINT)");
        rows(client, "CREATE FEATURE VIEW things ENTITY thing TIMESTAMP event_ts" + source());
        rows(client, "MATERIALIZE things");
        assertThat(rows(client, FIND)).containsExactly(row("one"));
        redis.kill();
        assertThatThrownBy(() -> rows(client, FIND))
            .isInstanceOfSatisfying(
                PitwallException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
            .hasMessageContaining("the online store redis at " + redis.address())
            .hasMessageContaining("try again");
        redis.restart();
        Await.until("rows are written", Duration.ofSeconds(20), () -> isRepaired(client));
        assertThat(rows(client, FIND)).containsExactly(row("one"));
      } finally {
        server.toHandle().destroy();
        server.waitFor();
      }
    }
    assertThat(log).content().isEmpty();
  }

  private static boolean isRepaired(RemoteClient client) {
    try {
      rows(client, "MATERIALIZE things FROM TIMESTAMP '2000-01-01 00:00:00'");
      return true;
    } catch (PitwallException e) {
      return false;
    }
  }

  private String source() {
    return " FROM DELTA '" + directory.resolve("lake") + "'";
  }

  private void commit() {
    TableSource table =
        new TableSource(SourceFormat.DELTA, directory.resolve("lake").toString(), Map.of());
    List<List<Object>> rows = List.of(row(1L, System.currentTimeMillis() * 1_000, "one"));
    OfflineStorePlugin plugin =
        ServiceLoader.load(OfflineStorePlugin.class).findFirst().orElseThrow();
    try (OfflineStore store = plugin.open(new StoreContext(directory, Map.of()));
        BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot batch = Batches.of(allocator, THINGS, rows);
        TableWriter writer =
            store.write(new WriteRequest(table, THINGS, List.of(), Mode.CREATE), allocator)) {
      writer.append(batch);
      writer.commit();
    }
  }

  /** The server as users start it; the tests' own logging would hide what they see. */
  private Process start(RedisServer redis, Path log) throws IOException {
    Path config = directory.resolve("pitwall.yaml");
    Files.writeString(
        config,
        String.join(
            "\n",
            "data: " + directory.resolve("data"),
            "online_store: redis",
            "stores:",
            "  redis:",
            "    uris: " + redis.uri(),
            "server:",
            "  port: 0",
            ""));
    return JavaProcess.of(
            List.of("-Dlogback.configurationFile=logback.xml"),
            PitwallCommand.class,
            "server",
            "--config",
            config.toString())
        .redirectError(log.toFile())
        .start();
  }

  private static RemoteClient connect(BufferedReader out) throws IOException {
    String line = out.readLine();
    assertThat(line).as("what pitwall server prints").startsWith("listening on grpc://");
    String address = line.substring("listening on grpc://".length(), line.indexOf(" (Ctrl-C"));
    return RemoteClient.connect(ServerAddress.parse(address), Optional.empty());
  }

  private static List<List<Object>> rows(RemoteClient client, String sql) {
    List<List<Object>> rows = new ArrayList<>();
    try (ClientAnswer answer = client.run(sql)) {
      for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
        rows.addAll(Batches.rows(batch));
      }
    }
    return rows;
  }
}
