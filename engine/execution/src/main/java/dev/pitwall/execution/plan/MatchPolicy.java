package dev.pitwall.execution.plan;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Which feature rows a spine row may see (DESIGN section 3).
 *
 * @param bound whether a feature row of exactly the spine row's timestamp matches
 * @param timeToLiveMicros how far back a match may lie, inclusive; empty for any distance
 * @param cutoff whether the created timestamp counts too
 * @param unmatched what becomes of spine rows without a match
 */
public record MatchPolicy(
    Bound bound, OptionalLong timeToLiveMicros, Cutoff cutoff, Unmatched unmatched) {
  public MatchPolicy {
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(timeToLiveMicros, "timeToLiveMicros");
    Objects.requireNonNull(cutoff, "cutoff");
    Objects.requireNonNull(unmatched, "unmatched");
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
}
