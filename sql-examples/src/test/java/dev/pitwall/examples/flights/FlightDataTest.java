package dev.pitwall.examples.flights;

import static dev.pitwall.examples.flights.SourceTable.integer;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlightDataTest {
  private static List<Flight> flights;
  private static final List<CSVRecord> SOURCE = new ArrayList<>();

  @BeforeAll
  static void readFlights() {
    flights = FlightReader.read();
    SourceTable.FLIGHTS.forEach(SOURCE::add);
  }

  @Test
  void readsEveryFlight() {
    assertThat(flights).hasSize(336_776);
    assertThat(flights.stream().filter(Flight::arrived)).hasSize(327_346);
    assertThat(flights.stream().filter(flight -> !flight.departed())).hasSize(8_255);
    assertThat(flights.stream().filter(flight -> flight.tailnum() == null)).hasSize(2_512);
  }

  @Test
  void readsDeparturesOnTheClockOfNewYork() {
    Flight first = flights.get(0);
    assertThat(first.scheduledDeparture()).isEqualTo(Instant.parse("2013-01-01T10:15:00Z"));
    Flight summer =
        flights.stream()
            .filter(flight -> flight.day().equals(LocalDate.of(2013, 7, 1)))
            .findFirst()
            .orElseThrow();
    CSVRecord source = SOURCE.get(flights.indexOf(summer));
    LocalTime clock = LocalTime.of(0, 0).plusHours(4);
    int scheduled = integer(source, "sched_dep_time");
    assertThat(LocalTime.ofInstant(summer.scheduledDeparture(), ZoneId.of("UTC")))
        .isEqualTo(clock.plusHours(scheduled / 100).plusMinutes(scheduled % 100));
  }

  @Test
  void readsArrivalsOnTheClockOfTheDestination() {
    // Due in Houston at 8:19 Central time, and eleven minutes late.
    assertThat(flights.get(0).dest()).isEqualTo("IAH");
    assertThat(flights.get(0).arrival()).isEqualTo(Instant.parse("2013-01-01T14:30:00Z"));
  }

  @Test
  void placesArrivalsAfterMidnightOnTheNextDay() {
    Flight overnight =
        flights.stream()
            .filter(flight -> flight.dest().equals("SJU") && flight.arrived())
            .filter(flight -> local(flight, "America/Puerto_Rico").isBefore(LocalTime.of(5, 0)))
            .findFirst()
            .orElseThrow();
    assertThat(LocalDate.ofInstant(overnight.arrival(), ZoneId.of("America/Puerto_Rico")))
        .isEqualTo(overnight.day().plusDays(1));
  }

  @Test
  void arrivesAsLongAfterDepartureAsItFlewAndTaxied() {
    for (int i = 0; i < flights.size(); i++) {
      Flight flight = flights.get(i);
      if (flight.arrived()) {
        Duration onTheGround = onTheGround(flight, integer(SOURCE.get(i), "air_time"));
        assertThat(onTheGround).as("%s", flight).isBetween(Duration.ZERO, Duration.ofHours(4));
      }
    }
  }

  /** The source has the arrival's clock time too, by which the conversion is checked. */
  @Test
  void agreesWithTheArrivalTimeOfTheSourceExceptWhereClocksWereChanged() {
    Map<String, ZoneId> zones = zones();
    List<Flight> different = new ArrayList<>();
    for (int i = 0; i < flights.size(); i++) {
      Flight flight = flights.get(i);
      if (flight.arrived()) {
        LocalTime arrival = LocalTime.ofInstant(flight.arrival(), zones.get(flight.dest()));
        int clock = arrival.getHour() * 100 + arrival.getMinute();
        if (clock != integer(SOURCE.get(i), "arr_time") % 2400) {
          different.add(flight);
        }
      }
    }
    // At 2:00 on 10 March the clocks went to 3:00; the source has this arrival at 2:03.
    assertThat(different)
        .singleElement()
        .satisfies(
            flight -> {
              assertThat(flight.carrier() + flight.number()).isEqualTo("B635");
              assertThat(flight.arrival()).isEqualTo(Instant.parse("2013-03-10T07:03:00Z"));
            });
  }

  @Test
  void carrierNumberAndDepartureTellFlightsApart() {
    Set<List<Object>> keys = new HashSet<>();
    flights.forEach(f -> keys.add(List.of(f.carrier(), f.number(), f.scheduledDeparture())));
    assertThat(keys).hasSameSizeAs(flights);
  }

  @Test
  void describesPlanesByArrivalsOnly() {
    TableData planes = PlaneHistory.table(flights);
    assertThat(planes.rows()).hasSize((int) flights.stream().filter(Flight::arrived).count());
    List<List<Object>> one =
        planes.rows().stream().filter(row -> row.get(0).equals("N14228")).toList();
    // Its first arrival of the year: Houston, eleven minutes late.
    assertThat(one.get(0))
        .containsExactly(
            "N14228", Columns.micros(Instant.parse("2013-01-01T14:30:00Z")), 11, 1, 11.0, "IAH");
    assertThat(one).extracting(row -> (Long) row.get(1)).isSorted();
  }

  @Test
  void describesDaysOfCarriersByTheirEndInNewYork() {
    TableData carriers = CarrierDelays.table(flights);
    List<Object> first =
        carriers.rows().stream().filter(row -> row.get(0).equals("UA")).findFirst().orElseThrow();
    long flown =
        flights.stream()
            .filter(f -> f.carrier().equals("UA") && f.day().equals(LocalDate.of(2013, 1, 1)))
            .count();
    assertThat(first.get(1)).isEqualTo(Columns.micros(Instant.parse("2013-01-02T05:00:00Z")));
    assertThat(first.get(2)).isEqualTo(Columns.micros(Instant.parse("2013-01-02T10:00:00Z")));
    assertThat(first.get(3)).isEqualTo((int) flown);
    assertThat(carriers.rows().stream().mapToInt(row -> (Integer) row.get(3)).sum())
        .isEqualTo(flights.size());
  }

  @Test
  void readsWeatherAtTheHourInUtc() {
    TableData weather = AirportWeather.table();
    assertThat(weather.rows()).hasSize(26_115);
    assertThat(weather.rows().get(0))
        .startsWith("EWR", Columns.micros(Instant.parse("2013-01-01T06:00:00Z")), 39.02);
  }

  private static Duration onTheGround(Flight flight, int minutesInTheAir) {
    Instant departure =
        flight.scheduledDeparture().plus(Duration.ofMinutes(flight.departureDelay()));
    return Duration.between(departure, flight.arrival()).minusMinutes(minutesInTheAir);
  }

  private static LocalTime local(Flight flight, String zone) {
    return LocalTime.ofInstant(flight.arrival(), ZoneId.of(zone));
  }

  private static Map<String, ZoneId> zones() {
    Map<String, ZoneId> zones = new HashMap<>();
    SourceTable.AIRPORTS.forEach(
        row -> {
          if (row.get("tzone") != null) {
            zones.put(row.get("faa"), ZoneId.of(row.get("tzone")));
          }
        });
    List.of("BQN", "PSE", "SJU", "STT")
        .forEach(airport -> zones.put(airport, ZoneId.of("America/Puerto_Rico")));
    return zones;
  }
}
