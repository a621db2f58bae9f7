package dev.pitwall.flight.statement;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.pitwall.flight.testing.LoopbackTest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.flight.sql.FlightSqlClient.ExecuteIngestOptions;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest.TableDefinitionOptions;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest.TableDefinitionOptions.TableExistsOption;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest.TableDefinitionOptions.TableNotExistOption;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.AbstractStructVector.ConflictPolicy;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads of which the server, or Flight before it, can make nothing, or something else. */
class UnreadableUploadTest extends LoopbackTest {
  private static final TableDefinitionOptions CREATE =
      TableDefinitionOptions.newBuilder()
          .setIfNotExist(TableNotExistOption.TABLE_NOT_EXIST_OPTION_CREATE)
          .setIfExists(TableExistsOption.TABLE_EXISTS_OPTION_FAIL)
          .build();

  private static final FlightData INTO_T =
      FlightData.newBuilder()
          .setFlightDescriptor(
              of(
                  CommandStatementIngest.newBuilder()
                      .setTable("t")
                      .setTemporary(true)
                      .setTableDefinitionOptions(CREATE)
                      .build()))
          .build();

  private static final Schema NUMBERS =
      new Schema(List.of(Field.nullable("a", new ArrowType.Int(64, true))));

  /** Before the message itself there is a mark and its length. */
  private static final int PREFIX_BYTES = 8;

  private ManagedChannel channel;

  @BeforeEach
  void connect() {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.server().port()).usePlaintext().build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  /** So ends what ADBC sends where there are no batches, and it waits for an answer. */
  @Test
  void endsOneThatSaysNothing() {
    Status ended = put(List.of());
    assertThat(ended.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(ended.getDescription()).startsWith("nothing was sent, not even which table");
    assertThat(server.rows(client.execute("SELECT COUNT(*) FROM trips")))
        .containsExactly(row(2_000));
  }

  @Test
  void saysOfWhichTypesThereAreNone() {
    ArrowType type = new ArrowType.Decimal(5, 2, 32);
    Schema schema = new Schema(List.of(Field.nullable("a", type)));
    FlightData first = INTO_T.toBuilder().setDataHeader(header(schema)).build();
    Status ended = put(List.of(first));
    assertThat(ended.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(ended.getDescription())
        .startsWith("what was sent cannot be read: Library only supports 128-bit");
  }

  /** A client that says for what, and no more, has sent all that it will. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void valuesThatDoNotComeAreNotWaitedFor(boolean isQuery) throws Exception {
    ByteString handle = prepared("SELECT id FROM trips WHERE id = ?");
    Message command =
        isQuery
            ? CommandPreparedStatementQuery.newBuilder().setPreparedStatementHandle(handle).build()
            : CommandPreparedStatementUpdate.newBuilder()
                .setPreparedStatementHandle(handle)
                .build();
    Status ended = put(List.of(FlightData.newBuilder().setFlightDescriptor(of(command)).build()));
    assertThat(ended.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(ended.getDescription())
        .contains(isQuery ? "1 parameter, but no columns of values" : "no values are bound");
  }

  @ParameterizedTest
  @EnumSource(Disorder.class)
  void whatIsInDisorderIsRefusedAndNotKept(Disorder disorder) {
    Status ended = put(disorder.messages());
    assertThat(ended.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(ended.getDescription())
        .startsWith("what was sent is no upload of Flight: " + disorder.fault);
    server.awaitMemory(0);
  }

  @Test
  void refusesRowsWithTwoFieldsOfOneName() {
    FieldType nullable = FieldType.nullable(ArrowType.Struct.INSTANCE);
    try (StructVector struct =
        new StructVector(
            "r", server.allocator(), nullable, null, ConflictPolicy.CONFLICT_APPEND, true)) {
      Field number = Field.nullable("x", new ArrowType.Int(64, true));
      struct.initializeChildrenFromFields(List.of(number, number));
      struct.getChildrenFromFields().forEach(child -> ((BigIntVector) child).setSafe(0, 1));
      struct.setIndexDefined(0);
      struct.setValueCount(1);
      assertThatThrownBy(() -> ingest(struct))
          .hasStackTraceContaining("two fields of a ROW have the same name");
    }
  }

  @Test
  void makesWholeNumbersOfDecimalsThatEndInZeros() {
    try (DecimalVector hundreds = new DecimalVector("a", server.allocator(), 5, -2)) {
      hundreds.allocateNew();
      hundreds.set(0, new BigDecimal("12300").setScale(-2));
      hundreds.setValueCount(1);
      assertThat(ingest(hundreds)).isEqualTo(1);
    }
    assertThat(server.rows(client.execute("SELECT a FROM t")))
        .containsExactly(row(new BigDecimal("12300")));
  }

  @Test
  void nothingHasAPath() {
    assertThatThrownBy(() -> server.flight().getInfo(FlightDescriptor.path("trips")))
        .hasMessageStartingWith("nothing here has a path; send a command of Flight SQL");
  }

  /** Messages that no client of Flight sends, the last of which has a body. */
  private enum Disorder {
    BODY_ALONE("the first message has no descriptor"),
    BODY_BEHIND_A_DESCRIPTOR("there is a body without a header", INTO_T),
    BODY_BEHIND_A_SCHEMA("there is a body without a header", schema()),
    SCHEMA_WITH_A_BODY("a schema comes twice, or has a body") {
      @Override
      List<FlightData> messages() {
        return List.of(withBody(schema()));
      }
    },
    ROWS_WITHOUT_A_SCHEMA("rows come before their schema", INTO_T) {
      @Override
      List<FlightData> messages() {
        return List.of(INTO_T, withBody(rows()), withBody(rows()));
      }
    };

    private final String fault;
    private final List<FlightData> before;

    Disorder(String fault, FlightData... before) {
      this.fault = fault;
      this.before = List.of(before);
    }

    List<FlightData> messages() {
      List<FlightData> messages = new ArrayList<>(before);
      messages.add(withBody(FlightData.getDefaultInstance()));
      return messages;
    }
  }

  private static FlightData schema() {
    return INTO_T.toBuilder().setDataHeader(header(NUMBERS)).build();
  }

  private static FlightData rows() {
    try (ArrowRecordBatch none = new ArrowRecordBatch(0, List.of(), List.of())) {
      ByteBuffer header = MessageSerializer.serializeMetadata(none, IpcOption.DEFAULT);
      return FlightData.newBuilder().setDataHeader(ByteString.copyFrom(header)).build();
    }
  }

  private static FlightData withBody(FlightData message) {
    return message.toBuilder().setDataBody(ByteString.copyFrom(new byte[4_096])).build();
  }

  private static ByteString header(Schema schema) {
    byte[] message = schema.serializeAsMessage();
    return ByteString.copyFrom(message, PREFIX_BYTES, message.length - PREFIX_BYTES);
  }

  private static Flight.FlightDescriptor of(Message command) {
    return Flight.FlightDescriptor.newBuilder()
        .setType(Flight.FlightDescriptor.DescriptorType.CMD)
        .setCmd(Any.pack(command).toByteString())
        .build();
  }

  private ByteString prepared(String sql) throws Exception {
    Message request = ActionCreatePreparedStatementRequest.newBuilder().setQuery(sql).build();
    ByteString answer =
        FlightServiceGrpc.newBlockingStub(channel)
            .doAction(
                Flight.Action.newBuilder()
                    .setType("CreatePreparedStatement")
                    .setBody(Any.pack(request).toByteString())
                    .build())
            .next()
            .getBody();
    return Any.parseFrom(answer)
        .unpack(ActionCreatePreparedStatementResult.class)
        .getPreparedStatementHandle();
  }

  private long ingest(FieldVector column) {
    return client.executeIngest(
        VectorSchemaRoot.of(column),
        new ExecuteIngestOptions("t", CREATE, true, null, null, Map.of()));
  }

  /** How an upload of these messages ends. */
  private Status put(List<FlightData> messages) {
    Ending ending = new Ending();
    StreamObserver<FlightData> upload = FlightServiceGrpc.newStub(channel).doPut(ending);
    messages.forEach(upload::onNext);
    upload.onCompleted();
    return ending.status.join();
  }

  private static final class Ending implements StreamObserver<Flight.PutResult> {
    private final CompletableFuture<Status> status = new CompletableFuture<>();

    @Override
    public void onNext(Flight.PutResult result) {
      // What matters is how it ends.
    }

    @Override
    public void onError(Throwable error) {
      status.complete(Status.fromThrowable(error));
    }

    @Override
    public void onCompleted() {
      status.complete(Status.OK);
    }
  }
}
