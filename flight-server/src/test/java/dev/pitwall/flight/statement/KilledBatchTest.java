package dev.pitwall.flight.statement;

import static dev.pitwall.flight.testing.LoopbackServer.refusal;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pitwall.flight.testing.LoopbackServer;
import dev.pitwall.flight.testing.LoopbackTest;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

/** A batch of a prepared INSERT that is ended when some of its runs are done. */
class KilledBatchTest extends LoopbackTest {
  private static final int RUNS = 10_000;
  private static final String INSERT = "INSERT INTO trips SELECT id + ? FROM trips WHERE id >= 0";
  private static final String IN_THE_MIDDLE =
      "SELECT query_id FROM system.queries WHERE state = 'RUNNING' AND query = '"
          + INSERT
          + "' AND read_rows > "
          + 3 * LoopbackServer.TRIPS;

  @Test
  void nothingOfABatchThatWasKilledIsThere() throws Exception {
    try (CancellableContext call = Context.current().withCancellation()) {
      assertEnds(call, id -> client.execute("KILL QUERY '" + id + "'"));
    }
  }

  @Test
  void nothingOfABatchWhoseCallWasDroppedIsThere() throws Exception {
    try (CancellableContext call = Context.current().withCancellation()) {
      assertEnds(call, id -> call.cancel(null));
    }
  }

  private void assertEnds(Context call, Consumer<Object> ending) throws Exception {
    long idle = server.memory();
    try (PreparedStatement insert = client.prepare(INSERT)) {
      insert.setParameters(values());
      CompletableFuture<Throwable> ended =
          CompletableFuture.supplyAsync(
              () -> catchThrowable(() -> call.call(insert::executeUpdate)));
      ending.accept(query(ended));
      assertThat(refusal(ended.join()).status().code()).isEqualTo(FlightStatusCode.CANCELLED);
    }
    server.awaitMemory(idle);
    assertThat(engine.rows("SELECT COUNT(*) FROM trips")).containsExactly(row(2_000));
    assertThat(fetch("SELECT state FROM system.queries WHERE query = '" + INSERT + "'"))
        .containsExactly(row("CANCELLED"));
  }

  /** The batch, when it is in the middle. */
  private Object query(CompletableFuture<Throwable> ended) {
    while (true) {
      List<List<Object>> found = fetch(IN_THE_MIDDLE);
      if (!found.isEmpty()) {
        return found.get(0).get(0);
      }
      assertThat(ended.getNow(null)).isNull();
    }
  }

  private VectorSchemaRoot values() {
    List<List<Object>> rows = LongStream.range(0, RUNS).mapToObj(Batches::row).toList();
    return Batches.of(server.allocator(), Fields.schema(Fields.of("more", Fields.BIGINT)), rows);
  }
}
