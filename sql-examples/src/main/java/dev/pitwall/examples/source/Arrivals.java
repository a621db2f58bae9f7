package dev.pitwall.examples.source;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * When flights landed. The source has only what the clocks at the destination showed, neither the
 * day nor the zone.
 */
final class Arrivals {
  /** Of BQN, PSE, SJU and STT, which the list of airports lacks: all four keep Atlantic time. */
  private static final ZoneId ATLANTIC = ZoneId.of("America/Puerto_Rico");

  private static final int MINUTES_A_DAY = 24 * 60;

  private final Map<String, ZoneId> zones;

  private Arrivals(Map<String, ZoneId> zones) {
    this.zones = zones;
  }

  static Arrivals load() {
    Map<String, ZoneId> zones = new HashMap<>();
    SourceFile.read("airports.csv.gz", row -> row)
        .forEach(
            row -> {
              String zone = row.get("tzone");
              if (zone != null && !zone.equals("\\N")) {
                zones.put(row.get("faa"), ZoneId.of(zone));
              }
            });
    return new Arrivals(zones);
  }

  /**
   * The first moment, no earlier than the flight can be there, at which the destination's clocks
   * showed the time of arrival.
   *
   * @param clock hours times 100 plus minutes; 2400 is midnight
   */
  Instant at(String destination, Instant departure, int airMinutes, int clock) {
    ZonedDateTime earliest =
        departure
            .plus(airMinutes, ChronoUnit.MINUTES)
            .atZone(Objects.requireNonNullElse(zones.get(destination), ATLANTIC));
    LocalTime shown = LocalTime.of(clock / 100 % 24, clock % 100);
    int wait =
        Math.floorMod(
            shown.toSecondOfDay() / 60 - earliest.toLocalTime().toSecondOfDay() / 60,
            MINUTES_A_DAY);
    ZonedDateTime landed = earliest.toLocalDateTime().plusMinutes(wait).atZone(earliest.getZone());
    return landed.isBefore(earliest)
        ? landed.withLaterOffsetAtOverlap().toInstant()
        : landed.toInstant();
  }
}
