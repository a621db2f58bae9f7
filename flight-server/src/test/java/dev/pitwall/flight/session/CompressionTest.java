package dev.pitwall.flight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.client.CountingRelay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightClient.ExchangeReaderWriter;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.SessionOptionValueFactory;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers whose batches are compressed on request. */
class CompressionTest {
  private static final String SQL =
      "SELECT a.id, CAST(a.id AS VARCHAR) AS name, CASE WHEN a.id > 9 THEN b.id END AS other,"
          + " ARRAY[a.id, b.id] AS pair FROM trips AS a, trips AS b WHERE b.id < 50"
          + " ORDER BY a.id, b.id";
  private static final int ROWS = 50 * LoopbackServer.TRIPS;

  @TempDir private Path directory;
  @AutoClose private LoopbackServer server;
  @AutoClose private CountingRelay relay;
  @AutoClose private FlightSqlClient client;
  private FlightClient flight; // closed with the client
  private long counted;

  @BeforeEach
  void start() throws Exception {
    server = new LoopbackServer(LoopbackServer.trips(directory));
    relay = new CountingRelay(server.server().port());
    Location location = Location.forGrpcInsecure("127.0.0.1", relay.port());
    flight = FlightClient.builder(server.allocator(), location).build();
    client = new FlightSqlClient(flight);
  }

  @Test
  void fewerBytesHoldTheSameRows() {
    List<List<Object>> plain = rows(SQL);
    long plainBytes = bytes();
    assertThat(plain).hasSize(ROWS);
    client.execute("SET ipc_compression = 'zstd'");
    bytes();
    long idle = server.memory();
    assertThat(rows(SQL).equals(plain)).isTrue();
    assertThat(bytes()).isLessThan(plainBytes / 2);
    server.awaitMemory(idle);
    client.execute("RESET ipc_compression");
    bytes();
    assertThat(rows(SQL).equals(plain)).isTrue();
    assertThat(bytes()).isGreaterThan(plainBytes * 9 / 10);
  }

  @Test
  void answersInOneCallAreCompressedToo() throws Exception {
    List<List<Object>> plain = exchanged();
    long plainBytes = bytes();
    assertThat(plain).hasSize(ROWS);
    client.execute("SET ipc_compression = 'zstd'");
    bytes();
    assertThat(exchanged().equals(plain)).isTrue();
    assertThat(bytes()).isLessThan(plainBytes / 2);
  }

  private List<List<Object>> exchanged() throws Exception {
    CommandStatementQuery query = CommandStatementQuery.newBuilder().setQuery(SQL).build();
    FlightDescriptor command = FlightDescriptor.command(Any.pack(query).toByteArray());
    List<List<Object>> rows = new ArrayList<>();
    try (VectorSchemaRoot nothing = VectorSchemaRoot.of();
        ExchangeReaderWriter call = flight.doExchange(command)) {
      call.getWriter().start(nothing);
      call.getWriter().completed();
      while (call.getReader().next()) {
        rows.addAll(Batches.rows(call.getReader().getRoot()));
      }
    }
    return rows;
  }

  @Test
  void isAskedForByAnOptionOrAHeader() {
    long plain = rows(SQL).size();
    long plainBytes = bytes();
    assertThat(rows(SQL, header("ipc_compression", "zstd"))).hasSize((int) plain);
    assertThat(bytes()).isLessThan(plainBytes / 2);
    client.setSessionOptions(
        new SetSessionOptionsRequest(
            Map.of("ipc_compression", SessionOptionValueFactory.makeSessionOptionValue("none"))));
    bytes();
    rows(SQL);
    assertThat(bytes()).isGreaterThan(plainBytes * 9 / 10);
  }

  @Test
  void leavesAnswersAsTheyAreForWhoCannotReadThem() {
    CallOption nothing = header("pitwall-accept-compression", "none");
    List<List<Object>> plain = rows(SQL);
    long plainBytes = bytes();
    client.execute("SET ipc_compression = 'zstd'");
    bytes();
    assertThat(rows(SQL, nothing).equals(plain)).isTrue();
    assertThat(bytes()).isGreaterThan(plainBytes * 9 / 10);
    assertThat(rows(SQL).equals(plain)).isTrue();
    assertThat(bytes()).isLessThan(plainBytes / 2);
  }

  @Test
  void leavesSmallAnswersAndMetadataAsTheyAre() throws Exception {
    client.execute("SET ipc_compression = 'zstd'");
    assertThat(rows("SELECT id FROM trips WHERE id < 2")).containsExactly(List.of(0L), List.of(1L));
    assertThat(rows("SELECT id FROM trips WHERE id < 0")).isEmpty();
    assertThat(read(client.getTables(null, "lake", null, null, true))).hasSize(1);
    assertThat(count(client.getSqlInfo())).isGreaterThan(50);
    assertThat(count(client.getXdbcTypeInfo())).isGreaterThan(10);
  }

  @Test
  void refusesWhatArrowDoesNotHave() {
    assertThatThrownBy(() -> client.execute("SET ipc_compression = 'gzip'"))
        .hasMessageContaining("'gzip' is none of the values none, zstd");
  }

  private static CallOption header(String name, String value) {
    FlightCallHeaders headers = new FlightCallHeaders();
    headers.insert(name, value);
    return new HeaderCallOption(headers);
  }

  /** The bytes since the last time. */
  private long bytes() {
    long now = relay.bytes();
    long more = now - counted;
    counted = now;
    return more;
  }

  private List<List<Object>> rows(String sql, CallOption... options) {
    return read(client.execute(sql, options), options);
  }

  private List<List<Object>> read(FlightInfo info, CallOption... options) {
    List<List<Object>> rows = new ArrayList<>();
    read(info, batch -> rows.addAll(Batches.rows(batch)), options);
    return rows;
  }

  private long count(FlightInfo info) {
    AtomicLong rows = new AtomicLong();
    read(info, batch -> rows.addAndGet(batch.getRowCount()));
    return rows.get();
  }

  private void read(FlightInfo info, Consumer<VectorSchemaRoot> batches, CallOption... options) {
    try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket(), options)) {
      while (stream.next()) {
        batches.accept(stream.getRoot());
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
