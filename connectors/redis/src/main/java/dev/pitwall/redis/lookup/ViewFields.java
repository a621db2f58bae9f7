package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.ViewLayout;
import java.util.List;

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

  /** Adds the names of the fields. */
  void addTo(List<byte[]> fields) {
    fields.add(layout.eventField());
    places.forEach(place -> fields.add(place.field()));
  }
}
