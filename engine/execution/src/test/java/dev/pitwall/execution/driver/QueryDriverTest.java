package dev.pitwall.execution.driver;

import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.fixture.Rows;
import dev.pitwall.execution.fixture.TestTable;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.LimitPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.SourcePlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class QueryDriverTest extends QueryTest {
  private static final Schema SCHEMA = schema(int64("n"));

  private static List<List<Object>> numbers(int count) {
    return LongStream.range(0, count).mapToObj(n -> row(n)).toList();
  }

  private static TestTable wideTable() {
    return TestTable.of(SCHEMA, numbers(100), numbers(100), numbers(100));
  }

  private static void assertFails(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(PitwallException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aFailureOfAWorkerReachesTheReaderAsItWas() {
    PitwallException failure = new PitwallException(ErrorCode.DATA_CORRUPT, "page 7 is broken");
    TestTable table =
        wideTable()
            .beforeBatch(
                (split, batch) -> {
                  if (split == 1 && batch == 3) {
                    throw failure;
                  }
                });
    try (RunningQuery query = start(table.scan())) {
      assertThat(catchThrowable(() -> Rows.drain(query))).isSameAs(failure);
      assertThat(catchThrowable(query::next)).isSameAs(failure);
    }
  }

  @Test
  void aForeignFailureBecomesAnInternalError() {
    SourcePlan plan =
        new SourcePlan(
            "broken",
            (allocator, evaluation) -> {
              throw new IllegalStateException("no such thing");
            },
            SCHEMA);
    try (RunningQuery query = start(plan)) {
      assertFails(ErrorCode.INTERNAL_ERROR, query::next);
    }
  }

  @Test
  void closingInTheMiddleFreesQueuedBatches() {
    try (RunningQuery query = start(wideTable().scan());
        VectorSchemaRoot first = query.next()) {
      assertThat(first.getRowCount()).isEqualTo(2);
    }
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Test
  void aBatchOutlivesItsQuery() {
    RunningQuery query = start(wideTable().scan());
    try (VectorSchemaRoot batch = query.next()) {
      query.close();
      assertThat(Rows.of(batch)).hasSize(2);
    }
  }

  @Test
  void aCancelledQuerySaysSo() {
    try (RunningQuery query = start(wideTable().scan())) {
      query.next().close();
      query.cancel();
      assertFails(ErrorCode.STATEMENT_CANCELLED, query::next);
    }
  }

  @Test
  void cancelWakesAReaderThatWaits() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    TestTable table =
        wideTable()
            .beforeBatch(
                (split, batch) -> {
                  reading.countDown();
                  await(released);
                });
    try (RunningQuery query = start(table.scan())) {
      Thread canceller =
          new Thread(
              () -> {
                await(reading);
                query.cancel();
              });
      canceller.start();
      Throwable failure = catchThrowable(query::next);
      released.countDown();
      canceller.join();
      assertThat(failure).extracting("code").isEqualTo(ErrorCode.STATEMENT_CANCELLED);
    }
  }

  @Test
  void closingFromAnotherThreadEndsAPull() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(2);
    CountDownLatch released = new CountDownLatch(1);
    TestTable table =
        wideTable()
            .beforeBatch(
                (split, batch) -> {
                  reading.countDown();
                  await(released);
                });
    RunningQuery query = start(table.scan());
    Thread closer =
        new Thread(
            () -> {
              await(reading);
              query.cancel();
              released.countDown();
              query.close();
            });
    closer.start();
    assertFails(ErrorCode.STATEMENT_CANCELLED, query::next);
    closer.join();
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Test
  void aQueryPastItsDeadlineFails() {
    CountDownLatch released = new CountDownLatch(1);
    TestTable table = wideTable().beforeBatch((split, batch) -> await(released));
    ExecutionRequest request =
        new ExecutionRequest(
            table.scan(), EVALUATION, allocator, MEMORY_LIMIT, Optional.of(Duration.ofMillis(20)));
    try (RunningQuery query = driver.start(request)) {
      Throwable failure = catchThrowable(query::next);
      released.countDown();
      assertThat(failure).extracting("code").isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void aQueryOverItsMemoryFailsAndNamesTheLimit() {
    PhysicalPlan plan = new ValuesPlan(SCHEMA, numbers(30_000));
    try (RunningQuery query = start(plan, 64 << 10)) {
      assertThatThrownBy(query::next)
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED))
          .hasMessageContaining("64 KiB")
          .hasMessageContaining("limits.queryMemoryBytes");
    }
    assertThat(run(new ValuesPlan(SCHEMA, numbers(10)))).hasSize(10);
  }

  @Test
  void readersThatStallDoNotHoldUpOtherQueries() {
    List<RunningQuery> stalled = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      RunningQuery query = start(wideTable().scan());
      query.next().close();
      stalled.add(query);
    }
    assertThat(run(wideTable().scan())).hasSize(300);
    for (RunningQuery query : stalled) {
      assertThat(Rows.drain(query)).hasSize(298);
      query.close();
    }
  }

  @Test
  void aLimitStopsItsScanEarly() {
    AtomicInteger batches = new AtomicInteger();
    TestTable table = wideTable().beforeBatch((split, batch) -> batches.incrementAndGet());
    assertThat(run(new LimitPlan(table.scan(), 0, 3))).hasSize(3);
    assertThat(batches.get()).isLessThan(20);
  }

  @Test
  void closingTheDriverEndsItsQueries() {
    RunningQuery query = start(wideTable().scan());
    query.next().close();
    driver.close();
    assertThat(allocator.getAllocatedMemory()).isZero();
    assertFails(ErrorCode.STATEMENT_CANCELLED, query::next);
    assertFails(ErrorCode.STATEMENT_CANCELLED, () -> start(wideTable().scan()));
  }

  @Test
  void closingTwiceIsHarmless() {
    BatchStream query = start(wideTable().scan());
    query.close();
    query.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
