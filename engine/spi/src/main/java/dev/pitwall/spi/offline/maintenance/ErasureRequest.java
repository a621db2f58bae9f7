package dev.pitwall.spi.offline.maintenance;

import dev.pitwall.spi.model.TableSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Whose rows to remove from a table.
 *
 * @param id the erasure's, by which what an earlier try removed is known after a failure
 * @param table the table
 * @param key column names to values, as {@link dev.pitwall.spi.predicate.Predicate} represents
 *     them: a row that has all of them goes
 */
public record ErasureRequest(UUID id, TableSource table, Map<String, Object> key) {
  public ErasureRequest {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(table, "table");
    key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
    if (key.isEmpty() || key.containsValue(null)) {
      throw new IllegalArgumentException("an erasure needs a key, and a key has no NULL");
    }
  }
}
