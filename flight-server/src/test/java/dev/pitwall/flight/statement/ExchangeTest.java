package dev.pitwall.flight.statement;

import static dev.pitwall.flight.testing.LoopbackServer.refusal;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.flight.testing.LoopbackTest;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ExchangeReaderWriter;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCatalogs;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Queries whose values are sent, and whose rows come back, in one call. */
class ExchangeTest extends LoopbackTest {
  private static final Schema NO_COLUMNS = new Schema(List.of());
  private static final Schema KEY = Fields.schema(Fields.of("key", Fields.BIGINT));
  private static final String BY_KEY =
      "SELECT driver_id, note FROM online.stats WHERE driver_id = ?";
  private static final String ENDLESS =
      "SELECT a.id FROM trips a, trips b, trips c, trips d WHERE a.id >= ?";

  @Override
  protected TestEngine engine(Path directory) {
    TestEngine engine = LoopbackServer.trips(directory);
    LoopbackServer.materializeStats(engine);
    return engine;
  }

  @Test
  void answersAStatementSentAsText() throws Exception {
    assertThat(exchange(text(BY_KEY), KEY, row(3))).containsExactly(row(3, "n3"));
    assertThat(exchange(text(BY_KEY), KEY, row(7), row(1), row(7)))
        .containsExactly(row(7, "n7"), row(1, "n1"), row(7, "n7"));
    assertThat(exchange(text(BY_KEY), KEY, row((Object) null))).isEmpty();
    assertThat(exchange(text(BY_KEY), KEY)).isEmpty();
  }

  @Test
  void answersAPreparedStatement() throws Exception {
    CommandPreparedStatementQuery prepared = prepare(BY_KEY);
    for (long key : new long[] {1, 2, 1}) {
      assertThat(exchange(prepared, KEY, row(key))).containsExactly(row(key, "n" + key));
    }
    close(prepared);
    assertThat(refused(prepared, KEY, row(1)).status().description())
        .startsWith("the prepared statement was closed; prepare it again");
  }

  @Test
  void answersWithoutValuesWhatHasNoParameters() throws Exception {
    assertThat(exchange(text("SELECT COUNT(*) FROM trips"), NO_COLUMNS))
        .containsExactly(row(LoopbackServer.TRIPS));
    assertThat(exchange(prepare("SELECT COUNT(*) FROM trips"), NO_COLUMNS))
        .containsExactly(row(LoopbackServer.TRIPS));
  }

  @Test
  void sendsLargeAnswersWhole() throws Exception {
    long trips = LoopbackServer.TRIPS;
    String pairs = "SELECT a.id AS a, b.id AS b FROM trips a, trips b WHERE a.id >= ?";
    long sum = 0;
    long rows = 0;
    try (VectorSchemaRoot values = Batches.of(server.allocator(), KEY, List.of(row(0)));
        ExchangeReaderWriter call = call(text(pairs), values)) {
      while (call.getReader().next()) {
        for (List<Object> row : Batches.rows(call.getReader().getRoot())) {
          sum += (Long) row.get(0) * trips + (Long) row.get(1);
        }
        rows += call.getReader().getRoot().getRowCount();
      }
    }
    assertThat(rows).isEqualTo(trips * trips);
    assertThat(sum).isEqualTo(trips * trips * (trips * trips - 1) / 2);
  }

  @Test
  void worksInTheSessionOfItsConnection() throws Exception {
    client.execute("CREATE TEMPORARY TABLE mine AS SELECT id FROM trips WHERE id < 3");
    assertThat(exchange(text("SELECT COUNT(*) FROM mine"), NO_COLUMNS)).containsExactly(row(3));
    try (FlightClient other = server.connect()) {
      assertThat(
              refusal(
                  () -> read(other.doExchange(descriptor(text("SELECT * FROM mine"))), NO_COLUMNS)))
          .hasMessageContaining("mine");
    }
  }

  @Test
  void tellsOfWarningsInTheMetadataOfTheSchema() throws Exception {
    String leaking = "SELECT f.note FROM trips t JOIN stats f ON f.driver_id = t.id WHERE t.id = ?";
    try (VectorSchemaRoot values = Batches.of(server.allocator(), KEY, List.of(row(5)));
        ExchangeReaderWriter call = call(text(leaking), values)) {
      FlightStream answer = call.getReader();
      assertThat(answer.next()).isTrue();
      assertThat(Batches.rows(answer.getRoot())).containsExactly(row("n5"));
      JsonNode note =
          new ObjectMapper()
              .readTree(answer.getSchema().getCustomMetadata().get(ExchangeCommands.NOTE));
      assertThat(note.path("warnings").get(0).path("sqlState").asText()).isEqualTo("01P10");
      assertThat(answer.next()).isFalse();
    }
  }

  @Test
  void refusesWhatIsNoQuery() {
    assertThat(refused(text("CREATE ENTITY rider (rider_id BIGINT)"), NO_COLUMNS))
        .hasMessageStartingWith("the statement returns no rows; only a query can be sent");
    assertThat(fetch("SHOW ENTITIES")).hasSize(1);
    assertThat(
            refused(
                CommandStatementUpdate.newBuilder().setQuery("DROP ENTITY driver").build(),
                NO_COLUMNS))
        .hasMessageStartingWith("by DoExchange only queries are answered");
    assertThat(refused(CommandGetCatalogs.getDefaultInstance(), NO_COLUMNS))
        .hasMessageStartingWith("by DoExchange only queries are answered");
    assertThat(refusal(() -> read(server.flight().doExchange(FlightDescriptor.path("x")), KEY)))
        .hasMessageStartingWith("nothing here has a path");
  }

  @Test
  void refusesValuesThatDoNotSuit() {
    assertThat(refused(text(BY_KEY), NO_COLUMNS)).hasMessageContaining("bind them, then run it");
    assertThat(refused(text(BY_KEY), Fields.schema(Fields.of("", Fields.VARCHAR)), row("six")))
        .hasMessageStartingWith("parameter 1 is a BIGINT, but a VARCHAR was bound");
    assertThat(refused(text("SELECT 1"), KEY, row(1)))
        .hasMessageStartingWith("the statement has 0 parameters, but 1 value was bound");
    assertThat(refused(text("SELECT 10 / CAST(? AS BIGINT)"), KEY, row(1), row(0)))
        .hasMessageContaining("DIVISION_BY_ZERO");
  }

  @Test
  void refusesValuesThatPointOutsideOfThemselves() throws Exception {
    Schema note = Fields.schema(Fields.of("note", Fields.VARCHAR));
    try (VectorSchemaRoot values =
            Batches.of(server.allocator(), note, List.of(row("ab"), row("c")));
        ExchangeReaderWriter call =
            server.flight().doExchange(descriptor(text("SELECT CAST(? AS VARCHAR)")))) {
      values.getVector("note").getOffsetBuffer().setInt(Integer.BYTES, 1 << 20);
      send(call, values);
      assertThat(refusal(() -> call.getReader().next()))
          .hasMessageStartingWith("column note is not valid Arrow data");
    }
  }

  /** What is sent is small, and what it says is not. */
  @Test
  void countsValuesThatTakeNoBytesOrTheSame() throws Exception {
    Field nothing = Field.nullable("nothing", ArrowType.Null.INSTANCE);
    FieldType array = FieldType.nullable(ArrowType.List.INSTANCE);
    try (VectorSchemaRoot values =
        VectorSchemaRoot.create(
            new Schema(List.of(new Field("numbers", array, List.of(nothing)))),
            server.allocator())) {
      ListVector numbers = (ListVector) values.getVector(0);
      numbers.startNewValue(0);
      numbers.endValue(0, 20_000_000);
      values.setRowCount(1);
      assertTooMuch("SELECT CARDINALITY(CAST(? AS BIGINT ARRAY))", values);
    }
    try (VectorSchemaRoot values =
        VectorSchemaRoot.create(
            Fields.schema(Field.nullable("text", ArrowType.Utf8View.INSTANCE)),
            server.allocator())) {
      ViewVarCharVector texts = (ViewVarCharVector) values.getVector(0);
      int rows = 100;
      texts.allocateNew(rows);
      texts.set(0, new byte[1_000_000]);
      for (int row = 1; row < rows; row++) {
        int view = BaseVariableWidthViewVector.ELEMENT_SIZE;
        texts.getDataBuffer().setBytes((long) row * view, texts.getDataBuffer(), 0, view);
        BitVectorHelper.setBit(texts.getValidityBuffer(), row);
      }
      texts.setLastSet(rows - 1);
      values.setRowCount(rows);
      assertTooMuch("SELECT CHAR_LENGTH(CAST(? AS VARCHAR))", values);
    }
  }

  private void assertTooMuch(String sql, VectorSchemaRoot values) throws Exception {
    try (ExchangeReaderWriter call = call(text(sql), values)) {
      assertThat(refusal(() -> call.getReader().next()))
          .hasMessageStartingWith("more than 16777216 bytes of values were bound");
    }
  }

  @Test
  void anAnswerThatIsNotWantedIsEnded() throws Exception {
    long idle = server.memory();
    try (VectorSchemaRoot values = Batches.of(server.allocator(), KEY, List.of(row(0)));
        ExchangeReaderWriter call = call(text(ENDLESS), values)) {
      assertThat(call.getReader().next()).isTrue();
      assertThat(server.server().activeStreams()).isEqualTo(1);
      call.getReader().cancel("enough", null);
    }
    awaitNone();
    server.awaitMemory(idle);
  }

  @Test
  void whatWorksBeforeItsAnswerBeginsIsEndedToo() throws Exception {
    String counted =
        "EXPLAIN ANALYZE SELECT COUNT(*) FROM trips a, trips b, trips c, trips d"
            + " WHERE a.id + b.id + c.id + d.id < 0";
    try (VectorSchemaRoot values = Batches.of(server.allocator(), NO_COLUMNS, List.of());
        ExchangeReaderWriter text = call(text(counted), values)) {
      awaitRunning(1);
      text.getReader().cancel("enough", null);
      awaitNone();
    }
    CommandPreparedStatementQuery prepared = prepare(counted);
    try (FlightStream stream =
        server.flight().getStream(new Ticket(Any.pack(prepared).toByteArray()))) {
      awaitRunning(1);
      stream.cancel("enough", null);
      awaitNone();
    }
    awaitRunning(0);
  }

  private void awaitRunning(int statements) {
    String running =
        "SELECT 1 FROM system.queries WHERE state = 'RUNNING' AND query LIKE 'EXPLAIN ANALYZE%'";
    while (fetch(running).size() != statements) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aClientThatLeavesBeforeItsValuesLeavesNothingBehind() throws Exception {
    try (VectorSchemaRoot values = Batches.of(server.allocator(), KEY, List.of());
        ExchangeReaderWriter one = server.flight().doExchange(descriptor(text(BY_KEY)));
        ExchangeReaderWriter two = server.flight().doExchange(descriptor(text(BY_KEY)))) {
      two.getWriter().start(values);
      while (waiting() < 2) {
        Thread.onSpinWait();
      }
      one.getReader().cancel("gone", null);
      two.getReader().cancel("gone", null);
    }
    while (waiting() > 0) {
      Thread.onSpinWait();
    }
    assertThat(exchange(text(BY_KEY), KEY, row(3))).containsExactly(row(3, "n3"));
  }

  private static long waiting() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            frames ->
                List.of(frames).stream()
                    .anyMatch(
                        frame -> frame.getClassName().equals(ExchangeCommands.class.getName())))
        .count();
  }

  private void awaitNone() {
    while (server.server().activeStreams() > 0) {
      Thread.onSpinWait();
    }
  }

  private CommandPreparedStatementQuery prepare(String sql) throws Exception {
    ActionCreatePreparedStatementRequest request =
        ActionCreatePreparedStatementRequest.newBuilder().setQuery(sql).build();
    byte[] result = act("CreatePreparedStatement", request).next().getBody();
    return CommandPreparedStatementQuery.newBuilder()
        .setPreparedStatementHandle(
            Any.parseFrom(result)
                .unpack(ActionCreatePreparedStatementResult.class)
                .getPreparedStatementHandle())
        .build();
  }

  private void close(CommandPreparedStatementQuery prepared) {
    ByteString handle = prepared.getPreparedStatementHandle();
    act(
            "ClosePreparedStatement",
            ActionClosePreparedStatementRequest.newBuilder()
                .setPreparedStatementHandle(handle)
                .build())
        .forEachRemaining(result -> {});
  }

  private Iterator<Result> act(String type, Message body) {
    return server.flight().doAction(new Action(type, Any.pack(body).toByteArray()));
  }

  private static CommandStatementQuery text(String sql) {
    return CommandStatementQuery.newBuilder().setQuery(sql).build();
  }

  private static FlightDescriptor descriptor(Message command) {
    return FlightDescriptor.command(Any.pack(command).toByteArray());
  }

  @SafeVarargs
  private FlightRuntimeException refused(Message command, Schema schema, List<Object>... rows) {
    FlightRuntimeException refused = refusal(() -> exchange(command, schema, rows));
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
    return refused;
  }

  @SafeVarargs
  private List<List<Object>> exchange(Message command, Schema schema, List<Object>... rows)
      throws Exception {
    return read(server.flight().doExchange(descriptor(command)), schema, rows);
  }

  @SafeVarargs
  private List<List<Object>> read(ExchangeReaderWriter call, Schema schema, List<Object>... rows)
      throws Exception {
    List<List<Object>> answer = new ArrayList<>();
    try (call;
        VectorSchemaRoot values = Batches.of(server.allocator(), schema, List.of(rows))) {
      send(call, values);
      while (call.getReader().next()) {
        answer.addAll(Batches.rows(call.getReader().getRoot()));
      }
    }
    return answer;
  }

  private ExchangeReaderWriter call(Message command, VectorSchemaRoot values) {
    ExchangeReaderWriter call = server.flight().doExchange(descriptor(command));
    send(call, values);
    return call;
  }

  private static void send(ExchangeReaderWriter call, VectorSchemaRoot values) {
    call.getWriter().start(values);
    if (values.getRowCount() > 0) {
      call.getWriter().putNext();
    }
    call.getWriter().completed();
  }
}
