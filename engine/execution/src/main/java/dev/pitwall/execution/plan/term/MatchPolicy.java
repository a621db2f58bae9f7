package dev.pitwall.execution.plan.term;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Which feature rows a spine row may see. Of those with equal keys, of which none is NULL, it gets
 * the one of the greatest event timestamp, then of the greatest created timestamp, then the one
 * committed last.
 *
 * @param bound whether a feature row of exactly the spine row's timestamp matches
 * @param timeToLiveMicros how far back a match may lie, inclusive; empty for any distance
 * @param cutoff whether the created timestamp counts too
 * @param unmatched what becomes of spine rows without a match
 * @param unknownCreated how a NULL created timestamp breaks ties
 */
public record MatchPolicy(
    Bound bound,
    OptionalLong timeToLiveMicros,
    Cutoff cutoff,
    Unmatched unmatched,
    UnknownCreated unknownCreated) {
  public MatchPolicy {
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(timeToLiveMicros, "timeToLiveMicros");
    Objects.requireNonNull(cutoff, "cutoff");
    Objects.requireNonNull(unmatched, "unmatched");
    Objects.requireNonNull(unknownCreated, "unknownCreated");
  }

  /** A policy by which a NULL created timestamp is the oldest, as feature views have it. */
  public MatchPolicy(
      Bound bound, OptionalLong timeToLiveMicros, Cutoff cutoff, Unmatched unmatched) {
    this(bound, timeToLiveMicros, cutoff, unmatched, UnknownCreated.OLDEST);
  }

  /** The upper bound of a match's event timestamp. */
  public enum Bound {
    INCLUSIVE,
    STRICT
  }

  /** Whether rows written after the spine row's timestamp are hidden. */
  public enum Cutoff {
    NONE,
    /** Created timestamp at most the spine's; NULL never matches. */
    KNOWN_BY
  }

  /** What becomes of spine rows without a match. */
  public enum Unmatched {
    KEEP,
    DROP
  }

  /** Where a NULL created timestamp stands among others. */
  public enum UnknownCreated {
    OLDEST,
    /** As in SQL's {@code ORDER BY created DESC}, which has NULL first. */
    NEWEST
  }
}
