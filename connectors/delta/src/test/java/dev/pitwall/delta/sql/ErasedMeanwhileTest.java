package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.store.ObservedOnlineStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An entity that is erased while its view is materialized. */
class ErasedMeanwhileTest {
  private static final long ROWS = 70_000;
  private static final Schema THINGS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("note", Fields.VARCHAR));
  private static final String MATERIALIZE = "MATERIALIZE things";

  @TempDir private Path directory;
  private final ObservedOnlineStore online = new ObservedOnlineStore();
  private final AtomicLong erased = new AtomicLong();
  private DeltaEngine engine;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory, online);
    engine.append(
        "things", THINGS, LongStream.range(0, ROWS).mapToObj(id -> row(id, 10L, "a")).toList());
    engine.update("CREATE ENTITY thing (id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW things ENTITY thing TIMESTAMP event_ts FROM DELTA '"
            + directory.resolve("things")
            + "'");
    engine.update("SET online_scan = 'on'");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void isNotBroughtBackWithALaterBatch() {
    engine.afterTheFirstBatch(
        () ->
            erase(
                "SELECT MIN(id) FROM (SELECT id FROM things EXCEPT SELECT id FROM online.things)"));
    assertConflict();
    assertThat(isOnline()).isFalse();
    assertThat(engine.update(MATERIALIZE)).isPositive();
    assertThat(engine.rows("CHECK MATERIALIZATION things").get(0).subList(2, 4))
        .isEqualTo(row(ROWS - 1, 0L));
  }

  /** A store may do what it is told later in another order. */
  @Test
  void isErasedAfterTheWritesThatAreUnderWay() {
    online.holdWrites(1);
    engine.afterTheFirstBatch(
        () -> {
          CompletableFuture<Thread> worker = new CompletableFuture<>();
          CompletableFuture<Void> done =
              CompletableFuture.runAsync(
                  () -> {
                    worker.complete(Thread.currentThread());
                    erase("SELECT MIN(id) FROM online.things");
                  });
          awaitInEndRuns(worker.join(), done);
          boolean wasThere = isOnline();
          online.acknowledge();
          done.join();
          assertThat(wasThere).isTrue();
        });
    assertConflict();
    assertThat(isOnline()).isFalse();
  }

  /** Until it waits for writes, or has ended without. */
  private static void awaitInEndRuns(Thread worker, CompletableFuture<?> done) {
    while (!done.isDone()
        && !(worker.getState() == Thread.State.WAITING
            && Arrays.stream(worker.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("endRuns")))) {
      Thread.onSpinWait();
    }
  }

  private void erase(String id) {
    erased.set((long) engine.rows(id).get(0).get(0));
    List<List<Object>> removed = engine.rows("ERASE ENTITY thing (id = " + erased.get() + ")");
    assertThat(removed.get(0)).startsWith("features.things", 1L);
  }

  private boolean isOnline() {
    return !engine.rows("SELECT id FROM online.things WHERE id = " + erased.get()).isEmpty();
  }

  private void assertConflict() {
    assertThatThrownBy(() -> engine.update(MATERIALIZE))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_CONFLICT))
        .hasMessageContaining("an entity was erased");
  }
}
