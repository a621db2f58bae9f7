package dev.pitwall.flight.statement;

import static dev.pitwall.flight.testing.LoopbackServer.refusal;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.LimitsConfig;
import dev.pitwall.flight.testing.LoopbackTest;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.arrow.flight.AsyncPutListener;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlClient.ExecuteIngestOptions;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest.TableDefinitionOptions;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest.TableDefinitionOptions.TableExistsOption;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest.TableDefinitionOptions.TableNotExistOption;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Rows that Flight clients send into tables. */
class IngestTest extends LoopbackTest {
  private static final TableDefinitionOptions CREATE =
      mode(
          TableNotExistOption.TABLE_NOT_EXIST_OPTION_CREATE,
          TableExistsOption.TABLE_EXISTS_OPTION_FAIL);
  private static final TableDefinitionOptions APPEND =
      mode(
          TableNotExistOption.TABLE_NOT_EXIST_OPTION_FAIL,
          TableExistsOption.TABLE_EXISTS_OPTION_APPEND);
  private static final TableDefinitionOptions CREATE_APPEND =
      mode(
          TableNotExistOption.TABLE_NOT_EXIST_OPTION_CREATE,
          TableExistsOption.TABLE_EXISTS_OPTION_APPEND);
  private static final TableDefinitionOptions REPLACE =
      mode(
          TableNotExistOption.TABLE_NOT_EXIST_OPTION_CREATE,
          TableExistsOption.TABLE_EXISTS_OPTION_REPLACE);
  private static final Schema SPINE =
      Fields.schema(Fields.of("driver_id", Fields.BIGINT), Fields.of("at_ts", Fields.TIMESTAMP));
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("rate", Fields.REAL));
  private static final CommandStatementIngest TO_STATS =
      CommandStatementIngest.newBuilder()
          .setTable("stats")
          .setTableDefinitionOptions(APPEND)
          .build();
  private static final String ALL = "SELECT * FROM stats ORDER BY driver_id, event_ts";

  @Override
  protected TestEngine engine(Path directory) {
    EngineConfig defaults = EngineConfig.inDirectory(directory);
    LimitsConfig limits =
        new LimitsConfig(64 << 20, 4 << 20, Optional.empty(), 1_000_000, 128, 2, 100);
    TestEngine made =
        new TestEngine(
            new EngineConfig(
                directory, defaults.registry(), defaults.onlineStore(), limits, Map.of()),
            StoreLayout.regular(64, 3),
            new MemoryOnlineStore());
    made.table("stats", STATS, List.of(row(1L, 5L, 0.5), row(2L, 5L, 0.25)));
    made.update("CREATE ENTITY driver (driver_id BIGINT)");
    made.update("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'stats'");
    return made;
  }

  @Test
  void joinsASpineThatWasSent() {
    assertThat(temporary("spine", CREATE, SPINE, List.of(row(1, 7), row(2, 4)))).isEqualTo(2);

    assertThat(
            fetch(
                "SELECT s.driver_id, f.rate FROM spine s LEFT JOIN stats FOR SYSTEM_TIME AS OF"
                    + " s.at_ts AS f ON f.driver_id = s.driver_id ORDER BY 1"))
        .containsExactly(row(1, 0.5), row(2, null));
  }

  @Test
  void keepsATableForItsSessionOnly() throws Exception {
    temporary("spine", CREATE, SPINE, List.of(row(1, 7)));
    try (FlightSqlClient other = new FlightSqlClient(server.connect())) {
      FlightRuntimeException refused =
          catchThrowableOfType(
              FlightRuntimeException.class, () -> other.execute("SELECT * FROM session.spine"));
      assertThat(refused.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND);
    }
  }

  @Test
  void takesManyRowsInOneBatch() {
    List<List<Object>> rows = LongStream.range(0, 100_000).mapToObj(i -> row(i, i * 7)).toList();
    assertThat(temporary("spine", CREATE, SPINE, rows)).isEqualTo(rows.size());
    assertThat(fetch("SELECT * FROM spine")).isEqualTo(rows);
  }

  @Test
  void createsAppendsAndReplaces() {
    temporary("t", CREATE, SPINE, List.of(row(1, 1)));
    assertThat(refusal(() -> temporary("t", CREATE, SPINE, List.of(row(2, 2)))))
        .satisfies(e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.ALREADY_EXISTS))
        .hasMessageContaining("there is a temporary table t already; append to it, or replace it");
    assertThat(temporary("t", APPEND, SPINE, List.of(row(2, 2)))).isEqualTo(1);
    assertThat(temporary("T", CREATE_APPEND, SPINE, List.of(row(3, 3)))).isEqualTo(1);
    assertThat(fetch("SELECT * FROM t")).containsExactly(row(1, 1), row(2, 2), row(3, 3));

    Schema other = Fields.schema(Fields.of("name", Fields.VARCHAR));
    assertThat(temporary("t", REPLACE, other, List.of(row("x"), row((Object) null)))).isEqualTo(2);
    assertThat(fetch("SELECT * FROM session.t")).containsExactly(row("x"), row((Object) null));

    assertThat(refusal(() -> temporary("none", APPEND, SPINE, List.of())))
        .satisfies(e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND));
  }

  @Test
  void makesAnEmptyTable() {
    assertThat(temporary("t", CREATE, SPINE, List.of())).isZero();
    assertThat(fetch("SELECT COUNT(*) FROM t")).containsExactly(row(0));
  }

  @Test
  void appendsColumnsByName() {
    client.execute("CREATE TEMPORARY TABLE t AS SELECT 1 AS id, 'x' AS name");
    Schema sent = Fields.schema(Fields.of("NAME", Fields.VARCHAR), Fields.of("Id", Fields.BIGINT));
    temporary("t", APPEND, sent, List.of(row("y", 2)));
    temporary("t", APPEND, Fields.schema(Fields.of("id", Fields.BIGINT)), List.of(row(3)));
    assertThat(fetch("SELECT id, name FROM t"))
        .containsExactly(row(1, "x"), row(2, "y"), row(3, null));

    Schema misspelt = Fields.schema(Fields.of("nane", Fields.VARCHAR));
    assertInvalid(
        () -> temporary("t", APPEND, misspelt, List.of(row("z"))),
        "temporary table t has no column nane; did you mean name?");
    assertInvalid(
        () -> temporary("t", APPEND, sent, List.of(row("a", 4), row("b", 1L << 40))),
        "column id is a INTEGER, which does not hold the BIGINT 1099511627776 that was sent in row"
            + " 2");
    assertThat(fetch("SELECT COUNT(*) FROM t")).containsExactly(row(3));
  }

  @Test
  void takesTheTypesThatDataFramesHave() {
    try (VarCharVector names = new VarCharVector("names", server.allocator());
        VarCharVector sent = new VarCharVector("name", server.allocator());
        LargeVarCharVector large = new LargeVarCharVector("large", server.allocator());
        UInt4Vector unsigned = new UInt4Vector("unsigned", server.allocator());
        TimeStampNanoTZVector nanos =
            new TimeStampNanoTZVector(
                "nanos",
                FieldType.nullable(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "Europe/Berlin")),
                server.allocator())) {
      set(names, "UA", "B6");
      set(sent, "B6", "UA");
      large.setSafe(0, "long".getBytes(StandardCharsets.UTF_8));
      large.setValueCount(2);
      unsigned.setSafe(0, -1);
      unsigned.setValueCount(2);
      nanos.setSafe(1, 7_000L);
      nanos.setValueCount(2);
      Dictionary dictionary = new Dictionary(names, new DictionaryEncoding(1, false, null));
      try (FieldVector encoded = (FieldVector) DictionaryEncoder.encode(sent, dictionary)) {
        VectorSchemaRoot batch = VectorSchemaRoot.of(encoded, large, unsigned, nanos);
        AsyncPutListener acknowledged = new AsyncPutListener();
        ClientStreamListener put =
            startPut(
                server.flight(),
                CommandStatementIngest.newBuilder()
                    .setTable("t")
                    .setTemporary(true)
                    .setTableDefinitionOptions(CREATE)
                    .build(),
                batch,
                new MapDictionaryProvider(dictionary),
                acknowledged);
        put.putNext();
        put.completed();
        acknowledged.getResult();
      }
    }
    assertThat(fetch("SELECT * FROM t"))
        .containsExactly(row("B6", "long", 4_294_967_295L, null), row("UA", null, null, 7));
    assertThat(fetch("SELECT nanos < TIMESTAMP '1970-01-02 00:00:00' FROM t WHERE name = 'UA'"))
        .containsExactly(row(true));
  }

  /** Polars has large texts and lists everywhere. */
  @Test
  void takesTheTypesThatDataFramesHaveWithinRowsArraysAndMaps() {
    ArrowType nanos = new ArrowType.Timestamp(TimeUnit.NANOSECOND, "Europe/Berlin");
    Field text = Field.nullable("item", ArrowType.Utf8View.INSTANCE);
    Field row =
        new Field(
            "r",
            FieldType.nullable(ArrowType.Struct.INSTANCE),
            List.of(
                Field.nullable("name", ArrowType.LargeUtf8.INSTANCE),
                Field.nullable("seen", nanos),
                new Field(
                    "tags", FieldType.nullable(ArrowType.LargeList.INSTANCE), List.of(text))));
    Field map =
        new Field(
            "m",
            FieldType.nullable(new ArrowType.Map(false)),
            List.of(
                new Field(
                    "entries",
                    FieldType.notNullable(ArrowType.Struct.INSTANCE),
                    List.of(
                        new Field("key", FieldType.notNullable(ArrowType.LargeUtf8.INSTANCE), null),
                        Field.nullable("value", new ArrowType.Int(32, false))))));
    try (VectorSchemaRoot batch =
        VectorSchemaRoot.create(new Schema(List.of(row, map)), server.allocator())) {
      StructVector rows = (StructVector) batch.getVector("r");
      rows.setIndexDefined(0);
      rows.setIndexDefined(1);
      rows.getChild("name", LargeVarCharVector.class).setSafe(0, bytes("long"));
      rows.getChild("seen", TimeStampNanoTZVector.class).setSafe(0, 7_000);
      LargeListVector tags = rows.getChild("tags", LargeListVector.class);
      long place = tags.startNewValue(0);
      ((ViewVarCharVector) tags.getDataVector()).setSafe((int) place, bytes("more than twelve"));
      tags.endValue(0, 1);
      MapVector maps = (MapVector) batch.getVector("m");
      int entry = maps.startNewValue(0);
      StructVector entries = (StructVector) maps.getDataVector();
      entries.setIndexDefined(entry);
      entries.getChild("key", LargeVarCharVector.class).setSafe(entry, bytes("k"));
      entries.getChild("value", UInt4Vector.class).setSafe(entry, -1);
      maps.endValue(0, 1);
      batch.setRowCount(3);
      client.executeIngest(batch, options("t", CREATE));
    }
    assertThat(
            fetch(
                "SELECT t.r.name, EXTRACT(EPOCH FROM t.r.seen), t.r.tags[1], t.m['k'], t.r IS NULL"
                    + " FROM t"))
        .containsExactly(
            row("long", 0, "more than twelve", 4_294_967_295L, false),
            row(null, null, null, null, false),
            row(null, null, null, null, true));
  }

  @Test
  void appendsFieldsOfRowsByName() {
    client.execute(
        "CREATE TEMPORARY TABLE t AS SELECT CAST(ROW(1, 2) AS ROW(a INTEGER, b INTEGER)) AS r");
    appendRow("B", "a");
    appendRow("b");
    assertThat(fetch("SELECT t.r.a, t.r.b FROM t"))
        .containsExactly(row(1, 2), row(8, 7), row(null, 7));
    assertInvalid(
        () -> appendRow("b", "c"),
        "column r is a ROW(a INTEGER, b INTEGER), but a ROW(b BIGINT, c BIGINT) was sent");
  }

  /** A row with fields of these names, whose values are 7, 8 and so on. */
  private void appendRow(String... names) {
    List<Field> fields =
        Arrays.stream(names)
            .map(name -> Field.nullable(name, new ArrowType.Int(64, true)))
            .toList();
    Field row = new Field("r", FieldType.nullable(ArrowType.Struct.INSTANCE), fields);
    try (VectorSchemaRoot batch =
        VectorSchemaRoot.create(new Schema(List.of(row)), server.allocator())) {
      StructVector rows = (StructVector) batch.getVector("r");
      rows.setIndexDefined(0);
      for (int i = 0; i < names.length; i++) {
        rows.getChild(names[i], BigIntVector.class).setSafe(0, 7 + i);
      }
      batch.setRowCount(1);
      client.executeIngest(batch, options("t", APPEND));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void refusesWhatATimestampDoesNotHold() {
    try (TimeStampNanoTZVector nanos =
        new TimeStampNanoTZVector(
            "at_ts",
            FieldType.nullable(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC")),
            server.allocator())) {
      nanos.setSafe(0, 7_001L);
      nanos.setValueCount(1);
      VectorSchemaRoot batch = VectorSchemaRoot.of(nanos);
      assertInvalid(
          () -> client.executeIngest(batch, options("t", CREATE)), "column at_ts is a TIMESTAMP");
    }
  }

  @Test
  void refusesColumnsThatSqlLacks() {
    Schema twice = Fields.schema(Fields.of("a", Fields.BIGINT), Fields.of("A", Fields.BIGINT));
    assertInvalid(() -> temporary("t", CREATE, twice, List.of()), "column A was sent twice");
    Schema none = new Schema(List.of());
    assertInvalid(() -> temporary("t", CREATE, none, List.of()), "rows without columns were sent");
  }

  @Test
  void appendsToAFeatureView() {
    Schema sent =
        Fields.schema(
            Fields.of("rate", Fields.DOUBLE),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("DRIVER_ID", Fields.INTEGER));
    assertThat(stored("stats", APPEND, sent, List.of(row(0.1, 9, 3), row(null, 9, 4))))
        .isEqualTo(2);
    assertThat(fetch(ALL))
        .containsExactly(
            row(1, 5, 0.5), row(2, 5, 0.25), row(3, 9, (double) 0.1f), row(4, 9, null));
    assertThat(stored("stats", CREATE_APPEND, STATS, List.of())).isZero();
    assertThat(fetch("SELECT COUNT(*) FROM stats")).containsExactly(row(4));
  }

  @Test
  void commitsAStreamAtOnce() throws Exception {
    try (FlightClient other = server.connect();
        VectorSchemaRoot batch = Batches.of(server.allocator(), STATS, List.of(row(7, 7, 0.7)))) {
      AsyncPutListener acknowledged = new AsyncPutListener();
      ClientStreamListener put =
          startPut(other, TO_STATS, batch, new MapDictionaryProvider(), acknowledged);
      put.putNext();
      put.putNext();
      assertThat(fetch("SELECT COUNT(*) FROM stats WHERE driver_id = 7")).containsExactly(row(0));
      put.completed();
      acknowledged.getResult();
    }
    assertThat(fetch("SELECT COUNT(*) FROM stats WHERE driver_id = 7")).containsExactly(row(2));
  }

  @Test
  void aStreamThatBreaksLeavesNothing() throws Exception {
    FlightClient other = server.connect();
    try (VectorSchemaRoot batch = Batches.of(server.allocator(), STATS, List.of(row(7, 7, 0.7)))) {
      ClientStreamListener put =
          startPut(other, TO_STATS, batch, new MapDictionaryProvider(), new AsyncPutListener());
      put.putNext();
      put.error(new IllegalStateException("the client is gone"));
    } finally {
      other.close();
    }
    server.server().close(); // waits for what runs
    assertThat(engine.rows(ALL)).hasSize(2);
  }

  @Test
  void anUploadIsSeenAndKilledWhileItWaitsForRows() throws Exception {
    long before = server.memory();
    try (FlightClient other = server.connect();
        VectorSchemaRoot batch = Batches.of(server.allocator(), STATS, List.of(row(7, 7, 0.7)))) {
      AsyncPutListener acknowledged = new AsyncPutListener();
      ClientStreamListener put =
          startPut(other, TO_STATS, batch, new MapDictionaryProvider(), acknowledged);
      put.putNext();
      put.putNext();
      String running =
          "SELECT query_id, kind, query, result_rows FROM system.queries"
              + " WHERE state = 'RUNNING' AND query LIKE 'UPLOAD%' AND result_rows = 2";
      while (fetch(running).isEmpty()) {
        Thread.onSpinWait();
      }
      List<Object> upload = fetch(running).get(0);
      assertThat(upload.subList(1, 4)).isEqualTo(row("INSERT", "UPLOAD INTO stats", 2));
      client.execute("KILL QUERY '" + upload.get(0) + "'");
      assertThat(refusal(acknowledged::getResult).status().code())
          .isEqualTo(FlightStatusCode.CANCELLED);
    }
    server.awaitMemory(before);
    assertThat(fetch(ALL)).hasSize(2);
    assertThat(fetch("SELECT state FROM system.queries WHERE query LIKE 'UPLOAD%'"))
        .containsExactly(row("CANCELLED"));
  }

  @Test
  void anUploadThatWasDoneIsToldWithItsRows() {
    temporary("spine", CREATE, SPINE, List.of(row(1, 7), row(2, 4)));
    assertInvalid(
        () -> stored("stats", APPEND, STATS, List.of(row(3, 9, 0.1), row(4, null, 0.1))),
        "a row has no value for event_ts");
    assertThat(
            fetch(
                "SELECT query, state, result_rows, error FROM system.queries"
                    + " WHERE kind = 'INSERT' ORDER BY started_at"))
        .containsExactly(
            row("UPLOAD INTO session.spine", "FINISHED", 2, null),
            row("UPLOAD INTO stats", "FAILED", 0, "INVALID_VALUE"));
  }

  @Test
  void refusesRowsThatCouldNeverMatch() {
    assertInvalid(
        () -> stored("stats", APPEND, STATS, List.of(row(3, 9, 0.1), row(4, null, 0.1))),
        "a row has no value for event_ts, the event timestamp of feature view stats");
    Schema keyless = Fields.schema(Fields.of("event_ts", Fields.TIMESTAMP));
    assertInvalid(
        () -> stored("stats", APPEND, keyless, List.of(row(1))),
        "the rows have no column driver_id, the join key of feature view stats");
    Schema text =
        Fields.schema(
            Fields.of("driver_id", Fields.VARCHAR), Fields.of("event_ts", Fields.TIMESTAMP));
    assertInvalid(
        () -> stored("stats", APPEND, text, List.of(row("1", 1))),
        "column driver_id is a BIGINT, but a VARCHAR was sent; send a BIGINT");
    assertThat(fetch(ALL)).hasSize(2);
  }

  @Test
  void aReadOnlySessionFillsTemporaryTablesOnly() {
    client.execute("SET read_only = on");
    assertThat(temporary("spine", CREATE, SPINE, List.of(row(1, 7)))).isEqualTo(1);
    assertInvalid(
        () -> stored("stats", APPEND, STATS, List.of(row(3, 9, 0.1))), "the session is read-only");
    client.execute("RESET read_only");
    assertThat(stored("stats", APPEND, STATS, List.of(row(3, 9, 0.1)))).isEqualTo(1);
  }

  @Test
  void makesAndReplacesNoTablesForGood() {
    assertUnimplemented(
        () -> stored("none", CREATE, STATS, List.of()), "there is no table none, and none is made");
    assertUnimplemented(
        () -> stored("stats", REPLACE, STATS, List.of()),
        "the rows of feature view stats are not replaced");
    assertThat(refusal(() -> stored("none", APPEND, STATS, List.of())))
        .satisfies(e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertInvalid(
        () -> temporary("t", TableDefinitionOptions.getDefaultInstance(), SPINE, List.of()),
        "it is not said what to do");
    try (VectorSchemaRoot batch = Batches.of(server.allocator(), SPINE, List.of())) {
      assertInvalid(
          () ->
              client.executeIngest(
                  batch, new ExecuteIngestOptions("t", CREATE, true, "other", null, Map.of())),
          "there is no catalog other, only pitwall");
      assertInvalid(
          () ->
              client.executeIngest(
                  batch, new ExecuteIngestOptions("t", CREATE, true, null, "lake", Map.of())),
          "a temporary table lives in the schema session, not in lake");
      assertInvalid(
          () ->
              client.executeIngest(
                  batch,
                  new ExecuteIngestOptions("t", CREATE, true, null, null, Map.of("speed", "1"))),
          "there is no option speed");
    }
  }

  @Test
  void aTableHasNoMoreMemoryThanAStatement() {
    Schema wide = Fields.schema(Fields.of("text", Fields.VARCHAR));
    List<List<Object>> rows = List.of(row("x".repeat(3 << 20)));
    try (VectorSchemaRoot batch = Batches.of(server.allocator(), wide, rows)) {
      assertThat(client.executeIngest(batch, options("t", CREATE))).isEqualTo(1);
    }
    FlightRuntimeException refused =
        refusal(() -> temporary("u", CREATE, wide, List.of(rows.get(0), row("y".repeat(3 << 20)))));
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED);
    assertThat(refused).hasMessageContaining("limits.query_memory");
  }

  private long temporary(
      String table, TableDefinitionOptions mode, Schema schema, List<List<Object>> rows) {
    try (VectorSchemaRoot batch = Batches.of(server.allocator(), schema, rows)) {
      return client.executeIngest(batch, options(table, mode));
    }
  }

  private long stored(
      String table, TableDefinitionOptions mode, Schema schema, List<List<Object>> rows) {
    try (VectorSchemaRoot batch = Batches.of(server.allocator(), schema, rows)) {
      return client.executeIngest(
          batch, new ExecuteIngestOptions(table, mode, "pitwall", null, Map.of()));
    }
  }

  private static ExecuteIngestOptions options(String table, TableDefinitionOptions mode) {
    return new ExecuteIngestOptions(table, mode, /* useTemporaryTable= */ true, null, null, null);
  }

  private static ClientStreamListener startPut(
      FlightClient client,
      CommandStatementIngest command,
      VectorSchemaRoot batch,
      MapDictionaryProvider dictionaries,
      AsyncPutListener acknowledged) {
    return client.startPut(
        FlightDescriptor.command(Any.pack(command).toByteArray()),
        batch,
        dictionaries,
        acknowledged);
  }

  private static void set(VarCharVector vector, String... values) {
    for (int i = 0; i < values.length; i++) {
      vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
    }
    vector.setValueCount(values.length);
  }

  private static void assertInvalid(ThrowingCallable call, String message) {
    FlightRuntimeException refused = refusal(call);
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
  }

  private static void assertUnimplemented(ThrowingCallable call, String message) {
    FlightRuntimeException refused = refusal(call);
    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.status().code()).isEqualTo(FlightStatusCode.UNIMPLEMENTED);
  }

  private static TableDefinitionOptions mode(
      TableNotExistOption ifNotExist, TableExistsOption ifExists) {
    return TableDefinitionOptions.newBuilder()
        .setIfNotExist(ifNotExist)
        .setIfExists(ifExists)
        .build();
  }
}
