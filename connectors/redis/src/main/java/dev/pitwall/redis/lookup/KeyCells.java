package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.ColumnPlace.Role;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Writes the join keys of rows, which are told by their Redis key, into vectors. */
final class KeyCells {
  private KeyCells() {}

  /**
   * Writes those join keys of a row that are among the columns.
   *
   * @param places all join keys, or none: they are read from the key together
   * @return whether the key's types are those of the view
   */
  static boolean put(
      ViewLayout layout,
      List<ColumnPlace> places,
      List<FieldVector> vectors,
      RedisKey key,
      int row) {
    FieldVector[] joinKeys = new FieldVector[layout.view().entity().joinKeys().size()];
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).role() == Role.JOIN_KEY) {
        joinKeys[places.get(i).position()] = vectors.get(i);
      }
    }
    return layout.keys().put(key, Arrays.asList(joinKeys), row);
  }
}
