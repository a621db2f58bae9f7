package dev.pitwall.core.planner.online;

import dev.pitwall.core.registry.Watermark;
import dev.pitwall.core.session.SessionSettings;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Says whether the online store is fresh enough to answer for a view's history as of now: whether
 * it holds every entity's newest row as of a moment that is no longer ago than the session allows.
 */
public final class OnlineFreshness {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Function<String, Optional<Watermark>> watermarks;
  private final Optional<Duration> allowed;
  private final boolean isUtc;
  private final long now;
  private long usableUntil = Long.MAX_VALUE;
  private boolean isRefused;

  /**
   * Makes a judge for one statement.
   *
   * @param watermarks by the view's name
   */
  public OnlineFreshness(
      Function<String, Optional<Watermark>> watermarks, SessionSettings settings) {
    this.watermarks = Objects.requireNonNull(watermarks, "watermarks");
    this.allowed = settings.onlineFreshness();
    this.isUtc = settings.timeZone().normalized().equals(ZoneOffset.UTC);
    this.now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** Whether the session wants answers from the online store at all. */
  public boolean isAsked() {
    return allowed.isPresent();
  }

  /** Until when what was judged fresh is, in microseconds since the epoch. */
  public long usableUntil() {
    return usableUntil;
  }

  /** Whether a view was refused that may be fresh later, with the same catalog. */
  public boolean isRefused() {
    return isRefused;
  }

  /** Why the online store cannot answer for a view as of now; empty when it can. */
  Optional<String> refusal(FeatureViewSpec view) {
    if (view.availability() == Availability.OFFLINE_ONLY) {
      return Optional.of("it is OFFLINE ONLY");
    }
    if (!isUtc) {
      return Optional.of("now is a wall clock's time; SET time_zone = 'UTC'");
    }
    Optional<String> reason = staleness(view, watermarks.apply(view.name()));
    isRefused |= reason.isPresent();
    return reason;
  }

  /** How long ago the rows were the newest; only for a view that was not refused. */
  String age(FeatureViewSpec view) {
    return text(now - asOf(watermarks.apply(view.name()).orElseThrow()));
  }

  private Optional<String> staleness(FeatureViewSpec view, Optional<Watermark> found) {
    if (found.isEmpty()) {
      return Optional.of("it is not materialized");
    }
    Watermark watermark = found.get();
    long freshness = allowed.orElseThrow().toNanos() / 1_000;
    if (now - asOf(watermark) > freshness) {
      return Optional.of(
          "it was materialized "
              + text(now - asOf(watermark))
              + " ago, and online_freshness is "
              + text(freshness));
    }
    if (!reachesBack(watermark.from(), view.timeToLive().micros())) {
      return Optional.of(
          "rows before "
              + Instant.EPOCH.plus(watermark.from().getAsLong(), ChronoUnit.MICROS)
              + " are not materialized");
    }
    usableUntil = Math.min(usableUntil, asOf(watermark) + freshness);
    return Optional.empty();
  }

  /** The moment whose newest rows are all there. */
  private static long asOf(Watermark watermark) {
    return Math.min(watermark.to(), watermark.readAt());
  }

  private boolean reachesBack(OptionalLong from, OptionalLong timeToLive) {
    return from.isEmpty()
        || (timeToLive.isPresent() && from.getAsLong() <= now - timeToLive.getAsLong());
  }

  private static String text(long micros) {
    Duration length = Duration.ofSeconds(micros / MICROS_PER_SECOND);
    if (length.toMinutes() < 2) {
      return length.toSeconds() + " s";
    } else if (length.toHours() < 2) {
      return length.toMinutes() + " min";
    }
    return length.toDays() < 2 ? length.toHours() + " h" : length.toDays() + " days";
  }
}
