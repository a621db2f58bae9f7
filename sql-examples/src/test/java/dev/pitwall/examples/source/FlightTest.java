package dev.pitwall.examples.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightTest {
  private static final List<Flight> FLIGHTS = Flight.load();

  @Test
  void hasEveryFlight() {
    assertThat(FLIGHTS).hasSize(336_776);
    assertThat(FLIGHTS).filteredOn(flight -> flight.arrived() != null).hasSize(327_346);
    assertThat(FLIGHTS).filteredOn(flight -> flight.tailNumber() == null).hasSize(2_512);
  }

  /** A wrong zone, day or clock change would show as taxiing for hours, or less than no time. */
  @Test
  void leavesFewMinutesToTaxi() {
    assertThat(FLIGHTS)
        .filteredOn(flight -> flight.arrived() != null)
        .allSatisfy(flight -> assertThat(taxiMinutes(flight)).isBetween(5L, 235L));
    assertThat(FLIGHTS)
        .filteredOn(flight -> flight.arrived() != null && taxiMinutes(flight) > 180)
        .hasSizeLessThan(10);
  }

  @Test
  void knowsZonesAndDays() {
    Flight first = FLIGHTS.get(0);

    assertThat(first.scheduled()).isEqualTo(Instant.parse("2013-01-01T10:15:00Z"));
    assertThat(first.destination()).isEqualTo("IAH");
    assertThat(first.arrived()).isEqualTo(Instant.parse("2013-01-01T14:30:00Z"));
  }

  private static long taxiMinutes(Flight flight) {
    return Duration.between(flight.departed(), flight.arrived()).toMinutes() - flight.airMinutes();
  }
}
