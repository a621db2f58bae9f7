package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.ViewLayout;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns wanted of one view. In an answer they come after the event timestamp, by which rows
 * are told.
 */
record ViewFields(ViewLayout layout, List<ColumnPlace> places) {
  ViewFields {
    places = List.copyOf(places);
  }

  /** How many fields are read. */
  int width() {
    return 1 + places.size();
  }

  /** The names of the fields. */
  Stream<byte[]> names() {
    return Stream.concat(Stream.of(layout.eventField()), places.stream().map(ColumnPlace::field));
  }
}
