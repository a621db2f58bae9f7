package dev.pitwall.execution.join.asof;

import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.fixture.TestTable;
import dev.pitwall.execution.plan.AsofJoinPlan;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class AsofJoinOperatorTest extends QueryTest {
  private static final Schema NAMES = schema(int64("key"), text("name"));
  private static final Schema TIMES = schema(int64("key"), int64("t"));
  private static final Schema EVENTS =
      schema(int64("key"), int64("event"), int64("created"), text("f"));
  private static final MatchPolicy PLAIN = policy(Bound.INCLUSIVE, Cutoff.NONE, Unmatched.KEEP);
  private static final MatchPolicy KNOWN_BY =
      policy(Bound.INCLUSIVE, Cutoff.KNOWN_BY, Unmatched.KEEP);

  private static MatchPolicy policy(Bound bound, Cutoff cutoff, Unmatched unmatched) {
    return new MatchPolicy(bound, OptionalLong.empty(), cutoff, unmatched);
  }

  /** The matches' names. */
  private static AsofJoinPlan names(
      PhysicalPlan spine, PhysicalPlan feature, MatchPolicy policy, MatchDirection direction) {
    return join(spine, feature, OptionalInt.empty(), policy, direction, 1);
  }

  /** The features of the first events from the spine's times on. */
  private static AsofJoinPlan events(PhysicalPlan spine, PhysicalPlan feature, MatchPolicy policy) {
    return join(spine, feature, OptionalInt.of(2), policy, MatchDirection.FORWARD, 3);
  }

  private static AsofJoinPlan join(
      PhysicalPlan spine,
      PhysicalPlan feature,
      OptionalInt created,
      MatchPolicy policy,
      MatchDirection direction,
      int output) {
    FeatureInput input =
        new FeatureInput(
            "right", feature, List.of(0), List.of(0), 1, 1, created, policy, List.of(output));
    List<Field> fields = new ArrayList<>(spine.schema().getFields());
    fields.add(feature.schema().getFields().get(output));
    return new AsofJoinPlan(spine, input, direction, new Schema(fields));
  }

  @Test
  void matchesTextsInBothDirections() {
    ValuesPlan spine =
        new ValuesPlan(
            NAMES, List.of(row(1L, "b"), row(1L, "ba"), row(2L, "b"), row(1L, null), row(1L, "")));
    TestTable table =
        TestTable.of(
            NAMES,
            List.of(row(1L, "a"), row(1L, "c")),
            List.of(row(1L, "b"), row(null, "b"), row(1L, null)));
    assertThat(run(names(spine, table.scan(), PLAIN, MatchDirection.BACKWARD)))
        .containsExactly(
            row(1L, "b", "b"),
            row(1L, "ba", "b"),
            row(2L, "b", null),
            row(1L, null, null),
            row(1L, "", null));
    MatchPolicy strict = policy(Bound.STRICT, Cutoff.NONE, Unmatched.DROP);
    assertThat(run(names(spine, table.scan(), strict, MatchDirection.FORWARD)))
        .containsExactly(row(1L, "b", "c"), row(1L, "ba", "c"), row(1L, "", "a"));
  }

  @Test
  void ordersTextsByCodePoint() {
    ValuesPlan spine = new ValuesPlan(NAMES, List.of(row(1L, "\uD83C\uDFC1")));
    ValuesPlan feature = new ValuesPlan(NAMES, List.of(row(1L, "\uFF5E"), row(1L, "a")));
    assertThat(run(names(spine, feature, PLAIN, MatchDirection.BACKWARD)))
        .containsExactly(row(1L, "\uD83C\uDFC1", "\uFF5E"));
  }

  @Test
  void looksForwardAmongTheRowsKnownByThen() {
    ValuesPlan spine =
        new ValuesPlan(
            TIMES, List.of(row(1L, 10L), row(1L, 5L), row(1L, 20L), row(1L, 31L), row(2L, 5L)));
    ValuesPlan feature =
        new ValuesPlan(
            EVENTS,
            List.of(
                row(1L, 30L, 1L, "early word of the last"),
                row(1L, 20L, 6L, "planned"),
                row(1L, 20L, 7L, "planned again"),
                row(1L, 20L, 20L, "done"),
                row(1L, 10L, 11L, "too late to know"),
                row(1L, 5L, null, "never known")));
    assertThat(run(events(spine, feature, KNOWN_BY)))
        .containsExactly(
            row(1L, 10L, "planned again"),
            row(1L, 5L, "early word of the last"),
            row(1L, 20L, "done"),
            row(1L, 31L, null),
            row(2L, 5L, null));
  }

  @Test
  void boundsTheDistanceAtTheEndsOfTheRange() {
    MatchPolicy near =
        new MatchPolicy(Bound.STRICT, OptionalLong.of(2), Cutoff.NONE, Unmatched.KEEP);
    ValuesPlan spine =
        new ValuesPlan(
            TIMES,
            List.of(row(1L, Long.MIN_VALUE), row(1L, Long.MAX_VALUE), row(1L, Long.MAX_VALUE - 2)));
    ValuesPlan feature =
        new ValuesPlan(
            EVENTS, List.of(row(1L, Long.MAX_VALUE, 0L, "last"), row(1L, 0L, 0L, "middle")));
    assertThat(run(events(spine, feature, near)))
        .containsExactly(
            row(1L, Long.MIN_VALUE, null),
            row(1L, Long.MAX_VALUE, null),
            row(1L, Long.MAX_VALUE - 2, "last"));
  }

  @Test
  void takesEmptySides() {
    ValuesPlan spine = new ValuesPlan(TIMES, List.of(row(1L, 1L)));
    ValuesPlan noFeature = new ValuesPlan(EVENTS, List.of());
    assertThat(run(events(spine, noFeature, KNOWN_BY))).containsExactly(row(1L, 1L, null));
    assertThat(run(events(new ValuesPlan(TIMES, List.of()), noFeature, KNOWN_BY))).isEmpty();
  }

  @Test
  void aLargeSpineComesOutInOrderInBatchesOfLimitedSize() {
    int rows = 70_000;
    ValuesPlan spine =
        new ValuesPlan(TIMES, LongStream.range(0, rows).mapToObj(i -> row(i % 3, i)).toList());
    ValuesPlan feature =
        new ValuesPlan(
            EVENTS,
            LongStream.range(0, rows / 10)
                .mapToObj(i -> row(i % 3, 10 * i, 10 * i - 7, "f" + 10 * i))
                .toList());
    List<List<Object>> joined = run(events(spine, feature, KNOWN_BY));
    assertThat(joined).hasSize(rows);
    for (long i = 0; i < rows; i++) {
      long event = (i + 9) / 10 * 10;
      boolean known = event - 7 <= i && event / 10 % 3 == i % 3 && event < rows;
      assertThat(joined.get((int) i)).isEqualTo(row(i % 3, i, known ? "f" + event : null));
    }
  }

  @Test
  void cancelInTheMiddleOfTheFeaturesFreesEverything() {
    TestTable table = TestTable.of(NAMES, List.of(row(1L, "a")), List.of(row(1L, "b")));
    RunningQuery[] running = new RunningQuery[1];
    TestTable cancelling = table.beforeBatch((split, batch) -> running[0].cancel());
    ValuesPlan spine = new ValuesPlan(NAMES, List.of(row(1L, "a")));
    running[0] = start(names(spine, cancelling.scan(), PLAIN, MatchDirection.FORWARD));
    assertThatThrownBy(running[0]::next)
        .extracting("code")
        .isEqualTo(ErrorCode.STATEMENT_CANCELLED);
    running[0].close();
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Test
  void aFailingFeatureSideFailsTheQueryAndFreesTheSpine() {
    PitwallException failure = new PitwallException(ErrorCode.DATA_CORRUPT, "broken page");
    TestTable broken =
        TestTable.of(NAMES, List.of(row(1L, "a")))
            .beforeBatch(
                (split, batch) -> {
                  throw failure;
                });
    ValuesPlan spine = new ValuesPlan(NAMES, List.of(row(1L, "a")));
    try (RunningQuery query = start(names(spine, broken.scan(), PLAIN, MatchDirection.FORWARD))) {
      assertThat(catchThrowable(query::next)).isSameAs(failure);
    }
  }

  @Test
  void bothSidesCountAgainstTheMemoryLimit() {
    int rows = 40_000;
    TestTable spine =
        TestTable.of(NAMES, LongStream.range(0, rows).mapToObj(i -> row(i, "n" + i)).toList())
            .batchRows(rows);
    PhysicalPlan plan = names(spine.scan(), spine.scan(), PLAIN, MatchDirection.BACKWARD);
    try (RunningQuery query = start(plan, 4L << 20)) {
      assertThatThrownBy(query::next).extracting("code").isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
    }
    try (RunningQuery query = start(plan, 64L << 20)) {
      query.next().close();
      assertThat(query.peakMemoryBytes()).isGreaterThan(2 * 40_000L * (21 + 17 + 8));
    }
  }
}
