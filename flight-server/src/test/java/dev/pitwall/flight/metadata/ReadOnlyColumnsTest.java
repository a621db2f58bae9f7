package dev.pitwall.flight.metadata;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which columns clients are told that they cannot write. */
class ReadOnlyColumnsTest {
  @TempDir private Path directory;
  @AutoClose private LoopbackServer server;

  @BeforeEach
  void start() {
    TestEngine engine = new TestEngine(directory, StoreLayout.regular(64, 3));
    engine.table(
        "stats",
        Fields.schema(Fields.of("id", Fields.BIGINT), Fields.of("event_ts", Fields.TIMESTAMP)),
        List.of(row(1L, 1L)));
    engine.update("CREATE ENTITY thing (id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY thing TIMESTAMP event_ts FROM DELTA 'stats'");
    engine.update("CREATE TABLE raw FROM DELTA 'stats'");
    engine.update("CREATE TABLE pinned FROM DELTA 'stats' OPTIONS (version = 0)");
    engine.update("CREATE TRAINING SET kept AS SELECT id FROM raw");
    server = new LoopbackServer(engine);
  }

  @Test
  void areThoseOfTablesThatTakeNoRows() throws Exception {
    server.count(server.client().execute("CREATE TEMPORARY TABLE mine AS SELECT 1 AS id"));
    Map<String, Boolean> readOnly = readOnly();
    assertThat(readOnly)
        .containsEntry("features.stats", false)
        .containsEntry("lake.raw", false)
        .containsEntry("session.mine", false)
        .containsEntry("lake.pinned", true)
        .containsEntry("online.stats", true)
        .containsEntry("training_sets.kept", true)
        .containsEntry("registry.feature_views", true);
  }

  private Map<String, Boolean> readOnly() throws Exception {
    FlightInfo info = server.client().getTables(null, null, null, null, true);
    Map<String, Boolean> readOnly = new TreeMap<>();
    try (FlightStream stream = server.client().getStream(info.getEndpoints().get(0).getTicket())) {
      while (stream.next()) {
        VectorSchemaRoot tables = stream.getRoot();
        for (int i = 0; i < tables.getRowCount(); i++) {
          Schema columns = schema(((VarBinaryVector) tables.getVector("table_schema")).get(i));
          readOnly.put(
              tables.getVector("db_schema_name").getObject(i)
                  + "."
                  + tables.getVector("table_name").getObject(i),
              new FlightSqlColumnMetadata(columns.getFields().get(0).getMetadata()).isReadOnly());
        }
      }
    }
    return readOnly;
  }

  private static Schema schema(byte[] bytes) throws IOException {
    return MessageSerializer.deserializeSchema(
        new ReadChannel(Channels.newChannel(new ByteArrayInputStream(bytes))));
  }
}
