package dev.pitwall.flight.metadata;

import static org.assertj.core.api.Assertions.assertThat;

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
  })
  void matchesAsLikeDoes(String pattern, String name, boolean matches) {
    assertThat(NamePattern.like(pattern).test(name)).isEqualTo(matches);
  }
}
