package dev.pitwall.testkit.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A spine row as the oracle sees it.
 *
 * @param keys the join keys in order, compared by {@code equals}; null for NULL
 * @param timestamp in microseconds since the epoch; null for NULL
 */
public record SpineRow(List<Object> keys, Long timestamp) {
  public SpineRow {
    keys = Collections.unmodifiableList(new ArrayList<>(keys));
  }
}
