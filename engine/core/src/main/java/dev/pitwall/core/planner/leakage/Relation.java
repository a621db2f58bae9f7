package dev.pitwall.core.planner.leakage;

import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.Objects;
import java.util.Optional;

/**
 * One place at which a query reads rows. A table that is named twice is two relations: compared by
 * identity.
 */
final class Relation {
  private final String name;
  private final Optional<FeatureViewSpec> view;

  private Relation(String name, Optional<FeatureViewSpec> view) {
    this.name = Objects.requireNonNull(name, "name");
    this.view = view;
  }

  /** Rows that have no history of features. */
  static Relation of(String name) {
    return new Relation(name, Optional.empty());
  }

  /** The history of a feature view. */
  static Relation ofHistory(FeatureViewSpec view) {
    return new Relation(view.name(), Optional.of(view));
  }

  String name() {
    return name;
  }

  /** The feature view whose history is read; empty for any other rows. */
  Optional<FeatureViewSpec> view() {
    return view;
  }

  boolean isEventTimestamp(String column) {
    return view.isPresent() && view.get().eventTimestamp().equalsIgnoreCase(column);
  }

  boolean isJoinKey(String column) {
    return view.isPresent()
        && view.get().entity().joinKeyNames().stream().anyMatch(column::equalsIgnoreCase);
  }

  /** Whether it is a feature view of everything, which any row meets without a key. */
  boolean isKeyless() {
    return view.isPresent() && view.get().entity().joinKeys().isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
