package dev.pitwall.execution.join;

import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Fields.timestamp;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.fixture.Rows;
import dev.pitwall.execution.fixture.TestOnlineStore;
import dev.pitwall.execution.plan.OnlineLookupPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.UnionPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class LookupJoinOperatorTest extends QueryTest {
  private static final Schema SPINE = schema(text("who"), int64("at"));
  private static final Schema JOINED =
      schema(text("who"), int64("at"), int64("score"), int64("when"), text("status"));

  private final TestOnlineStore store =
      new TestOnlineStore(timestamp("at"), Map.of(1L, 100L, 3L, 300L));

  private OnlineLookupPlan plan(PhysicalPlan spine) {
    return new OnlineLookupPlan(
        spine,
        store,
        List.of(new OnlineLookupPlan.View(store.view(), List.of(1), List.of("score"))),
        JOINED);
  }

  private static ValuesPlan spine(List<List<Object>> rows) {
    return new ValuesPlan(SPINE, rows);
  }

  @Test
  void putsFeaturesBesideTheRowsOfItsInput() {
    assertThat(run(plan(spine(List.of(row("a", 1L), row("b", 2L), row("c", null), row("d", 3L))))))
        .containsExactly(
            row("a", 1L, 100L, 1_000L, "PRESENT"),
            row("b", 2L, null, null, "NOT_FOUND"),
            row("c", null, null, null, "NOT_FOUND"),
            row("d", 3L, 300L, 1_000L, "PRESENT"));
  }

  @Test
  void keepsSeveralBatchesInFlightAndTheirOrder() {
    List<PhysicalPlan> batches =
        LongStream.range(0, 10)
            .<PhysicalPlan>mapToObj(i -> spine(List.of(row("row" + i, i))))
            .toList();
    store.holdBack();
    try (RunningQuery query = start(plan(new UnionPlan(batches, SPINE)))) {
      store.answerWhenPending(4);
      assertThat(Rows.drain(query))
          .extracting(row -> row.get(1))
          .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }
  }

  @Test
  void aFailureOfTheStoreFailsTheQuery() {
    PitwallException failure = new PitwallException(ErrorCode.STORE_UNAVAILABLE, "node 3 is down");
    store.failWith(failure);
    try (RunningQuery query = start(plan(spine(List.of(row("a", 1L)))))) {
      assertThat(catchThrowable(query::next)).isSameAs(failure);
    }
  }

  @Test
  void cancelEndsTheWaitAndFreesAnswersThatComeLate() throws InterruptedException {
    store.holdBack();
    try (RunningQuery query = start(plan(spine(List.of(row("a", 1L)))))) {
      Thread canceller =
          new Thread(
              () -> {
                store.awaitPending(1);
                query.cancel();
              });
      canceller.start();
      assertThatThrownBy(query::next).extracting("code").isEqualTo(ErrorCode.STATEMENT_CANCELLED);
      canceller.join();
      store.answerWhenPending(1);
    }
    assertThat(allocator.getAllocatedMemory()).isZero();
  }
}
