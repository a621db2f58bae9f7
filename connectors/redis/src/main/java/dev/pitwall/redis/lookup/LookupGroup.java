package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.spi.online.LookupResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Lookups of the same hashes: what they want is read together. */
final class LookupGroup {
  private final List<RedisKey> keys;
  private final List<ViewLookup> lookups = new ArrayList<>();
  private final List<ViewFields> fields = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  private LookupGroup(List<RedisKey> keys) {
    this.keys = keys;
  }

  /** Puts lookups together as far as that goes. */
  static List<LookupGroup> of(List<ViewLookup> lookups) {
    List<LookupGroup> groups = new ArrayList<>();
    for (int place = 0; place < lookups.size(); place++) {
      group(groups, lookups.get(place)).add(lookups.get(place), place);
    }
    return groups;
  }

  private static LookupGroup group(List<LookupGroup> groups, ViewLookup lookup) {
    for (LookupGroup group : groups) {
      if (group.lookups.get(0).sharesKeys(lookup)) {
        return group;
      }
    }
    List<RedisKey> wanted = keys(lookup);
    for (LookupGroup group : groups) {
      if (group.keys.equals(wanted)) {
        return group;
      }
    }
    LookupGroup group = new LookupGroup(wanted);
    groups.add(group);
    return group;
  }

  /** The hash of each row of keys; null where a part of the key is NULL. */
  private static List<RedisKey> keys(ViewLookup lookup) {
    List<FieldVector> vectors = lookup.request().keys().getFieldVectors();
    int count = lookup.request().keys().getRowCount();
    List<RedisKey> keys = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      keys.add(lookup.layout().keys().of(KeyVersion.V3, vectors, row).orElse(null));
    }
    return keys;
  }

  private void add(ViewLookup lookup, int place) {
    fields.add(lookup.fields());
    lookups.add(lookup);
    places.add(place);
  }

  List<RedisKey> keys() {
    return keys;
  }

  /** What each lookup wants, in their order. */
  List<ViewFields> fields() {
    return fields;
  }

  /** How many values the answers have. */
  long cells() {
    return (long) keys.size() * fields.stream().mapToInt(ViewFields::width).sum();
  }

  /** The view that messages name. */
  String view() {
    return lookups.get(0).layout().view().name();
  }

  /**
   * Puts the answers at their lookups' places.
   *
   * @param found the rows of each lookup; null where there is none
   * @param answers what was made before an error stays there
   */
  void answer(List<List<FoundRow>> found, BufferAllocator allocator, LookupResult[] answers) {
    for (int i = 0; i < lookups.size(); i++) {
      answers[places.get(i)] =
          LookupAnswer.of(fields.get(i), lookups.get(i).request(), keys, found.get(i), allocator);
    }
  }
}
