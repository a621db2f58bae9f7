package dev.pitwall.flight.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "%, anything, true",
    "driver%, driver_stats, true",
    "driver%, my_driver, false",
    "driver_stats, driverXstats, true",
    "driver\\_stats, driver_stats, true",
    "driver\\_stats, driverXstats, false",
    "100\\%, 100%, true",
    "100\\%, 1000, false",
    "a\\\\b, a\\b, true",
    "DRIVER%, driver_stats, true",
    "a.c, abc, false",
    "'', '', true",
    "'', x, false",
    "[a], a, false",
    "größe_m%, GRÖSSE_M, false",
    "GRÖẞE_m, Größe_m, true",
    "_😀\\%, x😀%, true",
    "_, 😀, true",
    "%b%a, abcba, true",
    "%b%a, abcb, false",
  })
  void matchesAsLikeDoes(String pattern, String name, boolean matches) {
    assertThat(NamePattern.like(pattern).test(name)).isEqualTo(matches);
  }

  /** A regular expression tries all ways to spread 100 characters over 30 gaps. */
  @Test
  void aLongPatternIsTriedOnce() {
    NamePattern pattern = NamePattern.like("%a".repeat(30) + "%b");
    assertThat(pattern.test("a".repeat(100))).isFalse();
    assertThat(pattern.test("a".repeat(100) + "b")).isTrue();
  }
}
