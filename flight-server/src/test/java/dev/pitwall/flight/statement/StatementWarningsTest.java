package dev.pitwall.flight.statement;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Flight client is told of a statement besides its answer. */
class StatementWarningsTest {
  private static final String LEAKING =
      "SELECT s.at_ts, f.rate FROM trips s JOIN stats f ON f.driver_id = s.driver_id";
  private static final String BOUNDED = LEAKING + " AND f.event_ts <= s.at_ts";

  @TempDir private Path directory;
  @AutoClose private LoopbackServer server;
  private FlightSqlClient client;

  @BeforeEach
  void start() {
    TestEngine engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table(
        "stats",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("rate", Fields.DOUBLE)),
        List.of(row(1L, 5L, 0.5)));
    engine.table(
        "trips",
        Fields.schema(Fields.of("driver_id", Fields.BIGINT), Fields.of("at_ts", Fields.TIMESTAMP)),
        List.of(row(1L, 7L)));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'stats'");
    engine.update("CREATE TABLE trips FROM DELTA 'trips'");
    server = new LoopbackServer(engine);
    client = server.client();
  }

  @Test
  void theFlightInfoOfALeakingQuerySaysSo() throws IOException {
    JsonNode note = note(client.execute(LEAKING));
    assertThat(note.path("updateCount").asLong()).isEqualTo(-1);
    assertThat(note.path("warnings")).hasSize(1);
    JsonNode warning = note.path("warnings").get(0);
    assertThat(warning.path("sqlState").asText()).isEqualTo(QueryWarning.LEAKAGE);
    assertThat(warning.path("message").asText())
        .startsWith("feature view stats meets lake.trips on driver_id");
    assertThat(note(client.execute(BOUNDED)).path("warnings")).isEmpty();
  }

  @Test
  void theFlightInfoOfAPreparedStatementSaysSo() throws IOException {
    try (PreparedStatement statement = client.prepare(LEAKING)) {
      assertThat(note(statement.execute()).path("warnings")).hasSize(1);
    }
  }

  @Test
  void theFlightInfoOfATableMadeOfALeakSaysSo() throws IOException {
    JsonNode note = note(client.execute("CREATE TEMPORARY TABLE t AS " + LEAKING));
    assertThat(note.path("updateCount").asLong()).isEqualTo(1);
    assertThat(note.path("warnings")).hasSize(1);
  }

  @Test
  void ourOwnClientHasTheWarnings() {
    try (RemoteClient remote =
            RemoteClient.connect(
                new ServerAddress("127.0.0.1", server.server().port()), Optional.empty());
        ClientAnswer answer = remote.run(LEAKING)) {
      assertThat(answer.warnings()).extracting(QueryWarning::sqlState).containsExactly("01P10");
    }
  }

  @Test
  void aRefusedLeakIsAnInvalidArgument() {
    client.execute("SET leakage = 'error'");
    FlightRuntimeException refused =
        catchThrowableOfType(FlightRuntimeException.class, () -> client.execute(LEAKING));
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
    assertThat(refused).hasMessageEndingWith("[LEAKAGE, 42P10]");
  }

  private static JsonNode note(FlightInfo info) throws IOException {
    return new ObjectMapper().readTree(info.getAppMetadata());
  }
}
