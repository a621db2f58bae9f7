package dev.pitwall.testkit.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A feature row as the oracle sees it.
 *
 * @param keys the join keys in order, compared by {@code equals}; null for NULL
 * @param eventTimestamp in microseconds since the epoch; null for NULL
 * @param createdTimestamp in microseconds since the epoch; null for NULL and where the view has
 *     none
 * @param rowId rises in commit order: Delta version, file in the commit, row position
 */
public record FeatureRow(
    List<Object> keys, Long eventTimestamp, Long createdTimestamp, long rowId) {
  public FeatureRow {
    keys = Collections.unmodifiableList(new ArrayList<>(keys));
  }
}
