package dev.pitwall.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.testkit.generate.PointInTimeGenerator;
import dev.pitwall.testkit.generate.SeededCases;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The five rules, each at its boundary, with answers worked out by hand. */
class NaivePointInTimeJoinTest {
  private static final MatchPolicy PLAIN =
      new MatchPolicy(Bound.INCLUSIVE, OptionalLong.empty(), Cutoff.NONE, Unmatched.KEEP);
  private static final MatchPolicy STRICT =
      new MatchPolicy(Bound.STRICT, OptionalLong.empty(), Cutoff.NONE, Unmatched.KEEP);
  private static final MatchPolicy TTL_10 =
      new MatchPolicy(Bound.INCLUSIVE, OptionalLong.of(10), Cutoff.NONE, Unmatched.KEEP);
  private static final MatchPolicy KNOWN_BY =
      new MatchPolicy(Bound.INCLUSIVE, OptionalLong.empty(), Cutoff.KNOWN_BY, Unmatched.KEEP);
  private static final MatchPolicy INNER =
      new MatchPolicy(Bound.INCLUSIVE, OptionalLong.empty(), Cutoff.NONE, Unmatched.DROP);

  @Test
  void rule1ComparesKeysPartByPart() {
    List<FeatureRow> features =
        List.of(feature(0, 5L, null, 1L, 11L), feature(1, 5L, null, 11L, 1L));
    assertThat(winner(at(9L, 1L, 11L), features, PLAIN)).isEqualTo(0);
    assertThat(winner(at(9L, 11L, 1L), features, PLAIN)).isEqualTo(1);
    assertThat(winner(at(9L, 1L, 1L), features, PLAIN)).isNull();
  }

  @Test
  void rule1NeverMatchesNullKeys() {
    List<FeatureRow> features =
        List.of(feature(0, 5L, null, 1L, null), feature(1, 5L, null, null, 1L));
    assertThat(winner(at(9L, 1L, null), features, PLAIN)).isNull();
    assertThat(winner(at(9L, null, 1L), features, PLAIN)).isNull();
  }

  @Test
  void rule1OfNoKeysMatchesEveryRow() {
    assertThat(winner(at(9L), List.of(feature(0, 5L, null)), PLAIN)).isEqualTo(0);
  }

  @Test
  void rule2SeesTheMomentItselfButNotTheNextMicrosecond() {
    List<FeatureRow> features = List.of(feature(0, 100L, null, 1L));
    assertThat(winner(at(99L, 1L), features, PLAIN)).isNull();
    assertThat(winner(at(100L, 1L), features, PLAIN)).isEqualTo(0);
    assertThat(winner(at(100L, 1L), features, STRICT)).isNull();
    assertThat(winner(at(101L, 1L), features, STRICT)).isEqualTo(0);
  }

  @Test
  void rule2NeverMatchesANullTimestamp() {
    List<FeatureRow> features = List.of(feature(0, null, 1L, 1L), feature(1, 100L, 1L, 1L));
    assertThat(winner(at(null, 1L), features, PLAIN)).isNull();
    assertThat(winner(at(200L, 1L), features, PLAIN)).isEqualTo(1);
  }

  @Test
  void rule3EndsWithTheLastMicrosecondOfTheTtl() {
    List<FeatureRow> features = List.of(feature(0, 100L, null, 1L));
    assertThat(winner(at(110L, 1L), features, TTL_10)).isEqualTo(0);
    assertThat(winner(at(111L, 1L), features, TTL_10)).isNull();
  }

  @Test
  void rule3ReachesBackBeyondTheFirstMomentThereIs() {
    List<FeatureRow> features = List.of(feature(0, Long.MIN_VALUE, null, 1L));
    assertThat(winner(at(Long.MIN_VALUE + 9, 1L), features, TTL_10)).isEqualTo(0);
    assertThat(winner(at(Long.MIN_VALUE + 11, 1L), features, TTL_10)).isNull();
  }

  @Test
  void rule4HidesWhatWasWrittenLaterOrNobodyKnowsWhen() {
    List<FeatureRow> features =
        List.of(feature(0, 50L, 100L, 1L), feature(1, 60L, 101L, 1L), feature(2, 70L, null, 1L));
    assertThat(winner(at(99L, 1L), features, KNOWN_BY)).isNull();
    assertThat(winner(at(100L, 1L), features, KNOWN_BY)).isEqualTo(0);
    assertThat(winner(at(101L, 1L), features, KNOWN_BY)).isEqualTo(1);
    assertThat(winner(at(101L, 1L), features, PLAIN)).isEqualTo(2);
  }

  @Test
  void rule5PrefersEventThenCreatedThenTheLastRow() {
    FeatureRow older = feature(9, 40L, 900L, 1L);
    FeatureRow noCreated = feature(8, 50L, null, 1L);
    FeatureRow createdEarly = feature(7, 50L, Long.MIN_VALUE, 1L);
    FeatureRow createdLate = feature(3, 50L, 60L, 1L);
    FeatureRow sameButLater = feature(4, 50L, 60L, 1L);
    assertThat(winner(at(60L, 1L), List.of(noCreated, older), PLAIN)).isEqualTo(8);
    assertThat(winner(at(60L, 1L), List.of(createdEarly, noCreated), PLAIN)).isEqualTo(7);
    assertThat(winner(at(60L, 1L), List.of(createdLate, createdEarly), PLAIN)).isEqualTo(3);
    assertThat(winner(at(60L, 1L), List.of(sameButLater, createdLate), PLAIN)).isEqualTo(4);
  }

  @Test
  void keepsDuplicatesAndOrderOfTheSpineAndDropsTheUnmatchedOfAnInnerJoin() {
    List<SpineRow> spine = List.of(at(9L, 1L), at(9L, 2L), at(9L, 1L));
    List<FeatureRow> features = List.of(feature(0, 5L, null, 1L), feature(1, 5L, null, 1L));
    assertThat(NaivePointInTimeJoin.join(spine, features, PLAIN))
        .extracting(Match::spineRow)
        .containsExactly(0, 1, 2);
    assertThat(NaivePointInTimeJoin.join(spine, features, INNER))
        .extracting(Match::spineRow)
        .containsExactly(0, 2);
  }

  @Test
  void answersTheSameByKey() {
    SeededCases.forAll(
        2_000,
        PointInTimeGenerator::generate,
        c ->
            assertThat(NaivePointInTimeJoin.joinByKey(c.spine(), c.features(), c.policy()))
                .isEqualTo(NaivePointInTimeJoin.join(c.spine(), c.features(), c.policy())));
  }

  private static Long winner(SpineRow row, List<FeatureRow> features, MatchPolicy policy) {
    return NaivePointInTimeJoin.join(List.of(row), features, policy)
        .get(0)
        .feature()
        .map(FeatureRow::rowId)
        .orElse(null);
  }

  private static SpineRow at(Long timestamp, Object... keys) {
    return new SpineRow(Arrays.asList(keys), timestamp);
  }

  private static FeatureRow feature(long rowId, Long event, Long created, Object... keys) {
    return new FeatureRow(Arrays.asList(keys), event, created, rowId);
  }
}
