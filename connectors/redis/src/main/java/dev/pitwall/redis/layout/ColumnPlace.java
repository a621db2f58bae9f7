package dev.pitwall.redis.layout;

import java.util.Objects;

/**
 * Where a column of a view is found in Redis.
 *
 * @param column the column's position in the view
 * @param role what the column is
 * @param position of a join key its position in the entity; otherwise -1
 * @param field the field in the hash; of a join key the event timestamp's, as every row has one
 */
public record ColumnPlace(int column, Role role, int position, byte[] field) {
  /** What a column is to its view. */
  public enum Role {
    JOIN_KEY,
    EVENT_TIMESTAMP,
    CREATED_TIMESTAMP,
    FEATURE
  }

  public ColumnPlace {
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(field, "field");
  }
}
