package dev.pitwall.core.planner.leakage;

import dev.pitwall.core.planner.leakage.Lineage.Grain;
import java.util.List;
import java.util.Objects;

/**
 * A feature view that meets other rows without an upper bound on its event timestamp.
 *
 * @param view the feature view's name
 * @param others what it meets, by name
 * @param keys the join keys on which they meet; empty for a view without keys
 * @param eventTimestamp the view's column that has no bound
 * @param grain whether the view is aggregated before they meet
 */
public record Leak(
    String view, List<String> others, List<String> keys, String eventTimestamp, Grain grain) {
  public Leak {
    Objects.requireNonNull(view, "view");
    others = List.copyOf(others);
    keys = List.copyOf(keys);
    Objects.requireNonNull(eventTimestamp, "eventTimestamp");
    Objects.requireNonNull(grain, "grain");
  }

  /** One line for the query's author: which join, what is missing and what to do. */
  public String message() {
    String other = String.join(", ", others);
    return "feature view "
        + view
        + " meets "
        + other
        + (keys.isEmpty() ? "" : " on " + String.join(", ", keys))
        + " without an upper bound on "
        + eventTimestamp
        + ", so rows can see features of their own future; join it as "
        + view
        + " FOR SYSTEM_TIME AS OF a timestamp of "
        + other
        + ", or require "
        + eventTimestamp
        + " <= that timestamp"
        + (grain == Grain.AGGREGATE ? " before it is aggregated" : "");
  }
}
