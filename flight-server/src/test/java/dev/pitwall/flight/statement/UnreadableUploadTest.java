package dev.pitwall.flight.statement;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.pitwall.flight.testing.LoopbackTest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.FlightServiceGrpc;
import org.apache.arrow.flight.sql.FlightSqlClient.ExecuteIngestOptions;
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
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Uploads of which the server, or Flight before it, can make nothing, or something else. */
class UnreadableUploadTest extends LoopbackTest {
  private static final TableDefinitionOptions CREATE =
      TableDefinitionOptions.newBuilder()
          .setIfNotExist(TableNotExistOption.TABLE_NOT_EXIST_OPTION_CREATE)
          .setIfExists(TableExistsOption.TABLE_EXISTS_OPTION_FAIL)
          .build();

  /** Before the message itself there is a mark and its length. */
  private static final int PREFIX_BYTES = 8;

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
    byte[] schema = new Schema(List.of(Field.nullable("a", type))).serializeAsMessage();
    CommandStatementIngest command =
        CommandStatementIngest.newBuilder()
            .setTable("t")
            .setTemporary(true)
            .setTableDefinitionOptions(CREATE)
            .build();
    FlightData first =
        FlightData.newBuilder()
            .setFlightDescriptor(
                Flight.FlightDescriptor.newBuilder()
                    .setType(Flight.FlightDescriptor.DescriptorType.CMD)
                    .setCmd(Any.pack(command).toByteString()))
            .setDataHeader(ByteString.copyFrom(schema, PREFIX_BYTES, schema.length - PREFIX_BYTES))
            .build();
    Status ended = put(List.of(first));
    assertThat(ended.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(ended.getDescription())
        .startsWith("what was sent cannot be read: Library only supports 128-bit");
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

  private long ingest(FieldVector column) {
    return client.executeIngest(
        VectorSchemaRoot.of(column),
        new ExecuteIngestOptions("t", CREATE, true, null, null, Map.of()));
  }

  /** How an upload of these messages ends. */
  private Status put(List<FlightData> messages) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.server().port()).usePlaintext().build();
    try {
      Ending ending = new Ending();
      StreamObserver<FlightData> upload = FlightServiceGrpc.newStub(channel).doPut(ending);
      messages.forEach(upload::onNext);
      upload.onCompleted();
      return ending.status.join();
    } finally {
      channel.shutdownNow();
    }
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
