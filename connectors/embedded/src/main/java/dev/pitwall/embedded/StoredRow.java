package dev.pitwall.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The latest row of an entity.
 *
 * @param eventTimestamp microseconds since the epoch
 * @param createdTimestamp microseconds since the epoch; empty for NULL, or when the view has none
 * @param values one for each column that the view had when it was written, in its order, as {@link
 *     ValueEncoder} writes them
 */
record StoredRow(long eventTimestamp, Optional<Long> createdTimestamp, List<byte[]> values) {
  /** As {@link ValueEncoder} writes it. */
  static final byte[] NULL = {0};

  StoredRow {
    values = List.copyOf(values);
  }

  /** The value of a column; that of NULL for one that was added later. */
  byte[] value(int column) {
    return column < values.size() ? values.get(column) : NULL;
  }

  /** Whether this row, offered later, takes the place of another: a NULL created time is lowest. */
  boolean replaces(StoredRow stored) {
    int byEvent = Long.compare(eventTimestamp, stored.eventTimestamp);
    return byEvent != 0 ? byEvent > 0 : isCreatedNoEarlierThan(stored);
  }

  private boolean isCreatedNoEarlierThan(StoredRow stored) {
    return stored.createdTimestamp.isEmpty()
        || (createdTimestamp.isPresent()
            && createdTimestamp.get() >= stored.createdTimestamp.get());
  }

  /** The row as the store keeps it. */
  byte[] toBytes() {
    int size = 2 * Long.BYTES + 1;
    for (byte[] value : values) {
      size += Integer.BYTES + value.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.putLong(eventTimestamp).put((byte) (createdTimestamp.isPresent() ? 1 : 0));
    bytes.putLong(createdTimestamp.orElse(0L));
    values.forEach(value -> bytes.putInt(value.length).put(value));
    return bytes.array();
  }

  /** Reads a row that the store kept. */
  static StoredRow of(byte[] stored) {
    ByteBuffer bytes = ByteBuffer.wrap(stored);
    long event = bytes.getLong();
    boolean hasCreated = bytes.get() != 0;
    long created = bytes.getLong();
    List<byte[]> values = new ArrayList<>();
    while (bytes.hasRemaining()) {
      values.add(ValueDecoder.readBytes(bytes));
    }
    return new StoredRow(event, hasCreated ? Optional.of(created) : Optional.empty(), values);
  }
}
