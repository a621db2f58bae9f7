package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.ColumnPlace.Role;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.redis.value.ValueReader;
import dev.pitwall.redis.wire.MalformedBytesException;
import dev.pitwall.redis.wire.ProtoTimestamp;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;

/** Writes the columns of stored rows, all but join keys, into vectors. Not thread-safe. */
final class ColumnCells {
  private final ViewLayout layout;
  private final List<ColumnPlace> places;
  private final List<FieldVector> vectors;
  private final ValueReader reader = new ValueReader();

  /**
   * Prepares.
   *
   * @param vectors one for each place
   */
  ColumnCells(ViewLayout layout, List<ColumnPlace> places, List<FieldVector> vectors) {
    this.layout = layout;
    this.places = places;
    this.vectors = vectors;
  }

  /** Makes a row NULL. */
  void clear(int row) {
    vectors.forEach(vector -> ValueReader.setNull(vector, row));
  }

  /** Writes a row; whether any of its columns is not NULL. */
  boolean put(FoundRow found, int row) {
    boolean any = false;
    for (int i = 0; i < places.size(); i++) {
      try {
        any |= put(places.get(i).role(), found.field(i), vectors.get(i), row);
      } catch (MalformedBytesException e) {
        throw Corruption.of(layout, layout.column(places.get(i)).name(), found.key(), e);
      }
    }
    return any;
  }

  private boolean put(Role role, byte[] field, FieldVector vector, int row) {
    if (role == Role.JOIN_KEY) {
      return true;
    }
    if (field == null) {
      ValueReader.setNull(vector, row);
      return false;
    }
    if (role == Role.FEATURE) {
      return reader.read(field, vector, row);
    }
    ((TimeStampVector) vector).setSafe(row, ProtoTimestamp.toMicros(field));
    return true;
  }
}
