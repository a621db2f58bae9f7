package dev.pitwall.redis.hash;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the places of fields by their names; a name may have several. A hash table without objects
 * of its own, as it is asked for each field of each hash. Immutable.
 */
final class FieldPlaces {
  /** No field that is wanted. */
  static final int NONE = -1;

  private final ByteBuffer[] names;
  private final int[] nextOfName;
  private final int[] table;
  private int distinct;

  FieldPlaces(List<byte[]> names) {
    this.names = names.stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
    this.nextOfName = new int[names.size()];
    this.table = new int[Math.max(2, Integer.highestOneBit(names.size()) * 4)];
    Arrays.fill(nextOfName, NONE);
    Arrays.fill(table, NONE);
    for (int place = names.size() - 1; place >= 0; place--) {
      int slot = slot(this.names[place]);
      distinct += table[slot] == NONE ? 1 : 0;
      nextOfName[place] = table[slot];
      table[slot] = place;
    }
  }

  /** How many different names there are. */
  int distinct() {
    return distinct;
  }

  /** The first place of a name, else {@link #NONE}. */
  int first(ByteBuffer name) {
    return table[slot(name)];
  }

  /** The next place of the same name, else {@link #NONE}. */
  int next(int place) {
    return nextOfName[place];
  }

  /** Where the name is, or would be. */
  private int slot(ByteBuffer name) {
    int slot = name.hashCode() & (table.length - 1);
    while (table[slot] != NONE && !names[table[slot]].equals(name)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }
}
