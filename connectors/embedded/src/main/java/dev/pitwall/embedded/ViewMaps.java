package dev.pitwall.embedded;

import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * The maps of a store, one for each view. A map is named by its view and by all that its bytes
 * depend on, so that they are never read as something else: the columns, which of them are the keys
 * and in what order, and which tell the time. Columns may be added after the others.
 */
final class ViewMaps {
  private final MVStore store;

  ViewMaps(MVStore store) {
    this.store = store;
  }

  /**
   * What is stored for the view as it is defined now, or was before columns were added; not to be
   * changed.
   */
  Map<byte[], byte[]> stored(FeatureViewSpec view) {
    String name = name(view);
    return store.hasMap(name)
        ? open(store, name)
        : narrower(view).<Map<byte[], byte[]>>map(known -> open(store, known)).orElse(Map.of());
  }

  /** The map of the view as it is defined now; what other definitions of it left is removed. */
  Map<byte[], byte[]> writable(FeatureViewSpec view) {
    String name = name(view);
    if (!store.hasMap(name)) {
      narrower(view).ifPresent(before -> store.renameMap(open(store, before), name));
    }
    namesOf(view).stream().filter(other -> !other.equals(name)).forEach(store::removeMap);
    return open(store, name);
  }

  /** Removes what is stored for the view, however it was defined. */
  void remove(FeatureViewSpec view) {
    namesOf(view).forEach(store::removeMap);
  }

  /** The map from before the last columns were added. */
  private Optional<String> narrower(FeatureViewSpec view) {
    List<String> known = namesOf(view);
    return known.isEmpty()
        ? Optional.empty()
        : IntStream.range(1, view.columns().size())
            .map(less -> view.columns().size() - less)
            .mapToObj(columns -> name(view, columns))
            .filter(known::contains)
            .findFirst();
  }

  /** A map, which is made when missing. */
  static MVMap<byte[], byte[]> open(MVStore store, String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  private List<String> namesOf(FeatureViewSpec view) {
    String prefix = prefix(view);
    return store.getMapNames().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  private static String name(FeatureViewSpec view) {
    return name(view, view.columns().size());
  }

  private static String name(FeatureViewSpec view, int columns) {
    StringBuilder name = new StringBuilder(prefix(view));
    view.entity().joinKeyNames().forEach(key -> append(name, key));
    name.append('@');
    append(name, view.eventTimestamp());
    view.createdTimestamp().ifPresent(created -> append(name, created));
    Schema first = new Schema(ViewRows.schema(view).getFields().subList(0, columns));
    return name.append(first.toJson()).toString();
  }

  private static String prefix(FeatureViewSpec view) {
    StringBuilder prefix = new StringBuilder();
    append(prefix, view.name());
    return prefix.append('/').toString();
  }

  /** With its length before it, as a quoted name may hold any character. */
  private static void append(StringBuilder text, String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    text.append(folded.length()).append(':').append(folded);
  }
}
