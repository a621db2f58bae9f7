package dev.pitwall.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.testkit.oracle.Match;
import dev.pitwall.testkit.oracle.NaivePointInTimeJoin;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The generated cases tell a right join from one with any single rule broken. */
class PointInTimeGeneratorTest {
  private static final int CASES = 2_000;

  /** A way to get the join wrong; NONE is right. */
  enum Mistake {
    NONE,
    KEYS_AS_TEXT,
    NULL_KEYS_MATCH,
    BOUND_ALWAYS_INCLUSIVE,
    BOUND_ALWAYS_STRICT,
    SEES_ONE_MICROSECOND_AHEAD,
    TTL_IGNORED,
    TTL_EXCLUSIVE,
    CUTOFF_IGNORED,
    CUTOFF_PASSES_NULL,
    CREATED_IGNORED_IN_TIES,
    NULL_CREATED_HIGHEST,
    FIRST_ROW_OF_TIES,
    TIES_MULTIPLY
  }

  @Test
  void makesTheSameCaseOfTheSameSeed() {
    assertThat(PointInTimeGenerator.generate(7)).isEqualTo(PointInTimeGenerator.generate(7));
    assertThat(PointInTimeGenerator.generate(7)).isNotEqualTo(PointInTimeGenerator.generate(8));
  }

  @ParameterizedTest
  @EnumSource
  void catchesEveryMistake(Mistake mistake) {
    long wrong =
        LongStream.rangeClosed(1, CASES)
            .mapToObj(PointInTimeGenerator::generate)
            .filter(c -> !new MistakenJoin(c, mistake).join().equals(oracle(c)))
            .count();
    if (mistake == Mistake.NONE) {
      assertThat(wrong).isZero();
    } else {
      assertThat(wrong).as("cases that catch it").isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void namesTheSeedOfAFailure() {
    assertThatThrownBy(
            () -> SeededCases.forAll(5, seed -> seed, seed -> assertThat(seed).isNotEqualTo(3)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dpitwall.seed=3");
  }

  @Test
  void cutsRowsIntoPartsThatAreNotEmpty() {
    List<Integer> rows = IntStream.range(0, 50).boxed().toList();
    SeededCases.forAll(
        100,
        seed -> RandomCuts.cut(new Random(seed), rows),
        parts -> {
          assertThat(parts).noneMatch(List::isEmpty);
          assertThat(parts.stream().flatMap(List::stream).toList()).isEqualTo(rows);
        });
  }

  private static List<Match> oracle(PointInTimeCase c) {
    return NaivePointInTimeJoin.join(c.spine(), c.features(), c.policy());
  }
}
