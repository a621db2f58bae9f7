package dev.pitwall.execution.join.pointintime;

import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Fields.timestamp;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.fixture.Kernels;
import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.fixture.TestTable;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.execution.plan.term.Projection;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.RowSelection;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.KeySet;
import dev.pitwall.spi.predicate.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class PointInTimeJoinOperatorTest extends QueryTest {
  private static final Schema SPINE = schema(int64("key"), int64("t"));
  private static final Schema STORED =
      schema(int64("key"), timestamp("event"), timestamp("created"), text("f"), int64("g"));
  private static final Schema LOWERED =
      schema(int64("key"), int64("event"), int64("created"), text("f"), int64("g"));
  private static final MatchPolicy PLAIN = policy(Bound.INCLUSIVE, Cutoff.NONE, Unmatched.KEEP);

  private final TestTable features =
      TestTable.of(
          STORED,
          List.of(
              row(1L, 100L, 100L, "a", 1L),
              row(2L, 100L, 100L, "b", 2L),
              row(1L, 200L, 250L, "c", 3L),
              row(null, 100L, 100L, "never: no key", 4L)),
          List.of(
              row(1L, 200L, 260L, "d", 5L),
              row(2L, null, 100L, "never: no time", 6L),
              row(3L, 100L, null, "e", 7L),
              row(1L, 300L, null, "f", 8L)));

  private static MatchPolicy policy(Bound bound, Cutoff cutoff, Unmatched unmatched) {
    return new MatchPolicy(bound, OptionalLong.empty(), cutoff, unmatched);
  }

  private static FeatureInput input(PhysicalPlan source, MatchPolicy policy) {
    return new FeatureInput(
        "view", source, List.of(0), List.of(0), 1, 1, OptionalInt.of(2), policy, List.of(3));
  }

  private static ValuesPlan spine(List<List<Object>> rows) {
    return new ValuesPlan(SPINE, rows);
  }

  private static PointInTimeJoinPlan join(PhysicalPlan spine, FeatureInput... inputs) {
    List<Field> fields = new ArrayList<>(spine.schema().getFields());
    for (FeatureInput input : inputs) {
      input.output().forEach(i -> fields.add(input.source().schema().getFields().get(i)));
    }
    return new PointInTimeJoinPlan(spine, List.of(inputs), new Schema(fields));
  }

  @Test
  void keepsEverySpineRowInOrderWithTheNewestFeature() {
    PhysicalPlan spine =
        spine(
            List.of(
                row(1L, 300L),
                row(1L, 299L),
                row(2L, 1000L),
                row(1L, 299L),
                row(1L, 99L),
                row(null, 500L),
                row(2L, null),
                row(9L, 500L)));
    assertThat(run(join(spine, input(features.scan(LOWERED), PLAIN))))
        .containsExactly(
            row(1L, 300L, "f"),
            row(1L, 299L, "d"),
            row(2L, 1000L, "b"),
            row(1L, 299L, "d"),
            row(1L, 99L, null),
            row(null, 500L, null),
            row(2L, null, null),
            row(9L, 500L, null));
  }

  @Test
  void strictBoundLeavesTheSameInstantOut() {
    MatchPolicy strict = policy(Bound.STRICT, Cutoff.NONE, Unmatched.KEEP);
    PhysicalPlan spine = spine(List.of(row(1L, 300L), row(1L, 100L), row(1L, 101L)));
    assertThat(run(join(spine, input(features.scan(LOWERED), strict))))
        .containsExactly(row(1L, 300L, "d"), row(1L, 100L, null), row(1L, 101L, "a"));
  }

  @Test
  void innerJoinDropsUnmatchedRows() {
    MatchPolicy inner = policy(Bound.INCLUSIVE, Cutoff.NONE, Unmatched.DROP);
    PhysicalPlan spine = spine(List.of(row(1L, 50L), row(1L, 100L), row(7L, 100L), row(2L, 100L)));
    assertThat(run(join(spine, input(features.scan(LOWERED), inner))))
        .containsExactly(row(1L, 100L, "a"), row(2L, 100L, "b"));
  }

  @Test
  void timeToLiveIsInclusiveAndHidesOlderRowsToo() {
    MatchPolicy policy =
        new MatchPolicy(Bound.INCLUSIVE, OptionalLong.of(50), Cutoff.NONE, Unmatched.KEEP);
    PhysicalPlan spine = spine(List.of(row(1L, 150L), row(1L, 151L), row(1L, 350L), row(1L, 351L)));
    assertThat(run(join(spine, input(features.scan(LOWERED), policy))))
        .containsExactly(
            row(1L, 150L, "a"), row(1L, 151L, null), row(1L, 350L, "f"), row(1L, 351L, null));
  }

  @Test
  void cutoffHidesRowsCreatedLaterAndRowsOfUnknownCreation() {
    MatchPolicy knownBy = policy(Bound.INCLUSIVE, Cutoff.KNOWN_BY, Unmatched.KEEP);
    PhysicalPlan spine =
        spine(
            List.of(
                row(1L, 249L),
                row(1L, 250L),
                row(1L, 259L),
                row(1L, 260L),
                row(3L, 900L),
                row(1L, 900L)));
    assertThat(run(join(spine, input(features.scan(LOWERED), knownBy))))
        .containsExactly(
            row(1L, 249L, "a"),
            row(1L, 250L, "c"),
            row(1L, 259L, "c"),
            row(1L, 260L, "d"),
            row(3L, 900L, null),
            row(1L, 900L, "d"));
  }

  @Test
  void ofFullTiesTheRowOfTheLaterSplitAndPositionWins() {
    TestTable ties =
        TestTable.of(
            STORED,
            List.of(row(1L, 1L, 5L, "x", 0L), row(1L, 1L, null, "null is lowest", 0L)),
            List.of(row(1L, 1L, 5L, "y", 0L), row(1L, 1L, 5L, "z", 0L)),
            List.of(row(1L, 1L, 4L, "created earlier", 0L)));
    assertThat(run(join(spine(List.of(row(1L, 9L))), input(ties.scan(LOWERED), PLAIN))))
        .containsExactly(row(1L, 9L, "z"));
  }

  @Test
  void aSmallestCreatedTimestampStillBeatsNull() {
    TestTable ties =
        TestTable.of(
            STORED,
            List.of(row(1L, 1L, Long.MIN_VALUE, "smallest", 0L)),
            List.of(row(1L, 1L, null, "null", 0L)));
    assertThat(run(join(spine(List.of(row(1L, 9L))), input(ties.scan(LOWERED), PLAIN))))
        .containsExactly(row(1L, 9L, "smallest"));
  }

  @Test
  void extremeTimestampsDoNotOverflow() {
    TestTable extremes =
        TestTable.of(
            STORED,
            List.of(
                row(1L, Long.MIN_VALUE, null, "first", 0L),
                row(2L, Long.MAX_VALUE, null, "last", 0L)));
    MatchPolicy policy =
        new MatchPolicy(Bound.STRICT, OptionalLong.of(Long.MAX_VALUE), Cutoff.NONE, Unmatched.KEEP);
    PhysicalPlan spine =
        spine(List.of(row(1L, Long.MAX_VALUE), row(1L, -1L), row(1L, 0L), row(2L, Long.MAX_VALUE)));
    assertThat(run(join(spine, input(extremes.scan(LOWERED), policy))))
        .containsExactly(
            row(1L, Long.MAX_VALUE, null),
            row(1L, -1L, "first"),
            row(1L, 0L, null),
            row(2L, Long.MAX_VALUE, null));
  }

  @Test
  void readsFeaturesOfWinnersOnly() {
    assertThat(
            run(
                join(
                    spine(List.of(row(1L, 299L), row(2L, 120L))),
                    input(features.scan(LOWERED), PLAIN))))
        .containsExactly(row(1L, 299L, "d"), row(2L, 120L, "b"));

    List<ReadRequest> late =
        features.requests().stream()
            .filter(request -> request.rows() instanceof RowSelection.Positions)
            .toList();
    assertThat(late).extracting(ReadRequest::columns).containsOnly(List.of("f"));
    assertThat(late)
        .extracting(request -> ((RowSelection.Positions) request.rows()).positions())
        .containsExactlyInAnyOrder(new int[] {1}, new int[] {0});
    assertThat(features.requests())
        .filteredOn(request -> request.rows() instanceof RowSelection.All)
        .extracting(ReadRequest::columns)
        .containsOnly(List.of("key", "event", "created"));
  }

  @Test
  void tellsTheStoreWhichKeysAndTimesCanMatch() {
    MatchPolicy policy =
        new MatchPolicy(Bound.STRICT, OptionalLong.of(30), Cutoff.NONE, Unmatched.KEEP);
    run(join(spine(List.of(row(5L, 299L), row(2L, 120L))), input(features.scan(LOWERED), policy)));

    DynamicFilter filter = features.filters().get(0);
    assertThat(filter.timeColumn()).isEqualTo("event");
    assertThat(filter.timeRange()).isEqualTo(new TimeRange(90, 298));
    assertThat(filter.keys()).containsExactly(new KeySet("key", 2, 5));
  }

  @Test
  void doesNotReadFeaturesForASpineThatCanMatchNothing() {
    assertThat(run(join(spine(List.of(row(null, 1L))), input(features.scan(LOWERED), PLAIN))))
        .containsExactly(row(null, 1L, null));
    assertThat(run(join(spine(List.of()), input(features.scan(LOWERED), PLAIN)))).isEmpty();
    assertThat(features.requests()).isEmpty();
  }

  @Test
  void filtersAndReordersColumnsBelowTheJoin() {
    FilterPlan filter = new FilterPlan(features.scan(LOWERED), Kernels.where(4, g -> g != 5));
    ProjectPlan source =
        new ProjectPlan(
            filter,
            List.of(
                new Projection.Column(0),
                new Projection.Column(1),
                new Projection.Column(2),
                new Projection.Column(3),
                new Projection.Computed(Kernels.map(4, g -> 10 * g))),
            LOWERED);
    FeatureInput input =
        new FeatureInput(
            "view", source, List.of(0), List.of(0), 1, 1, OptionalInt.of(2), PLAIN, List.of(4, 3));
    assertThat(run(join(spine(List.of(row(1L, 299L))), input)))
        .containsExactly(row(1L, 299L, 30L, "c"));
  }

  @Test
  void keepsRowsOfAnyOtherSource() {
    ValuesPlan source =
        new ValuesPlan(
            LOWERED,
            List.of(
                row(1L, 100L, 1L, "a", 0L),
                row(1L, 200L, 1L, "tie, first", 0L),
                row(1L, 200L, 1L, "tie, last", 0L)));
    assertThat(run(join(spine(List.of(row(1L, 150L), row(1L, 200L))), input(source, PLAIN))))
        .containsExactly(row(1L, 150L, "a"), row(1L, 200L, "tie, last"));
  }

  @Test
  void joinsWithoutKeys() {
    FeatureInput input =
        new FeatureInput(
            "global",
            features.scan(LOWERED),
            List.of(),
            List.of(),
            1,
            1,
            OptionalInt.empty(),
            PLAIN,
            List.of(4));
    assertThat(run(join(spine(List.of(row(null, 250L), row(8L, 99L), row(8L, 300L))), input)))
        .containsExactly(row(null, 250L, 5L), row(8L, 99L, null), row(8L, 300L, 8L));
  }

  @Test
  void comparesCompositeKeysPartByPart() {
    Schema spineSchema = schema(text("a"), text("b"), int64("t"));
    Schema featureSchema = schema(text("a"), text("b"), int64("event"), int64("f"));
    TestTable table =
        TestTable.of(
            featureSchema,
            List.of(row("1", "11", 1L, 1L), row("11", "1", 1L, 2L), row("1", null, 1L, 3L)));
    PhysicalPlan spine =
        new ValuesPlan(
            spineSchema,
            List.of(
                row("11", "1", 1L), row("1", "11", 1L), row("1", null, 1L), row("", "111", 1L)));
    FeatureInput input =
        new FeatureInput(
            "pairs",
            table.scan(),
            List.of(0, 1),
            List.of(0, 1),
            2,
            2,
            OptionalInt.empty(),
            PLAIN,
            List.of(3));
    assertThat(run(join(spine, input)))
        .containsExactly(
            row("11", "1", 1L, 2L),
            row("1", "11", 1L, 1L),
            row("1", null, 1L, null),
            row("", "111", 1L, null));
  }

  @Test
  void severalInputsEachByTheirOwnPolicy() {
    FeatureInput left = input(features.scan(LOWERED), PLAIN);
    FeatureInput inner =
        input(features.scan(LOWERED), policy(Bound.INCLUSIVE, Cutoff.KNOWN_BY, Unmatched.DROP));
    FeatureInput onlyExists =
        new FeatureInput(
            "exists",
            features.scan(LOWERED),
            List.of(0),
            List.of(0),
            1,
            1,
            OptionalInt.empty(),
            policy(Bound.STRICT, Cutoff.NONE, Unmatched.DROP),
            List.of());
    PhysicalPlan spine = spine(List.of(row(1L, 100L), row(1L, 255L), row(3L, 900L), row(2L, 101L)));
    assertThat(run(join(spine, left, inner, onlyExists)))
        .containsExactly(row(1L, 255L, "d", "c"), row(2L, 101L, "b", "b"));
  }

  @Test
  void aLargeSpineComesOutInBatchesOfLimitedSize() {
    int rows = 70_000;
    PhysicalPlan spine = spine(LongStream.range(0, rows).mapToObj(i -> row(i % 3 + 1, i)).toList());
    List<List<Object>> joined = run(join(spine, input(features.scan(LOWERED), PLAIN)));
    assertThat(joined).hasSize(rows);
    assertThat(joined.get(69_999)).isEqualTo(row(69_999L % 3 + 1, 69_999L, "f"));
    assertThat(joined.get(298)).isEqualTo(row(2L, 298L, "b"));
  }

  @Test
  void aFailingFeatureSideFailsTheQueryAndFreesTheSpine() {
    PitwallException failure = new PitwallException(ErrorCode.DATA_CORRUPT, "broken page");
    TestTable broken =
        features.beforeBatch(
            (split, batch) -> {
              if (split == 1) {
                throw failure;
              }
            });
    PhysicalPlan plan = join(spine(List.of(row(1L, 5L))), input(broken.scan(LOWERED), PLAIN));
    try (RunningQuery query = start(plan)) {
      assertThat(catchThrowable(query::next)).isSameAs(failure);
    }
  }

  @Test
  void cancelInTheMiddleOfTheFeaturesFreesEverything() {
    RunningQuery[] running = new RunningQuery[1];
    TestTable table = features.beforeBatch((split, batch) -> running[0].cancel());
    running[0] = start(join(spine(List.of(row(1L, 5L))), input(table.scan(LOWERED), PLAIN)));
    assertThatThrownBy(running[0]::next)
        .extracting("code")
        .isEqualTo(ErrorCode.STATEMENT_CANCELLED);
    running[0].close();
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Test
  void slotsCountAgainstTheMemoryLimit() {
    int rows = 40_000;
    TestTable spine =
        TestTable.of(SPINE, LongStream.range(0, rows).mapToObj(i -> row(i, i)).toList())
            .batchRows(rows);
    ScanPlan scan = spine.scan();
    PhysicalPlan plan = join(scan, input(features.scan(LOWERED), PLAIN));
    try (RunningQuery query = start(plan, 3L << 20)) {
      assertThatThrownBy(query::next).extracting("code").isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
    }
    try (RunningQuery query = start(plan, 64L << 20)) {
      query.next().close();
      assertThat(query.peakMemoryBytes()).isGreaterThan(40_000L * (24 + 8 + 4 + 16));
    }
  }
}
