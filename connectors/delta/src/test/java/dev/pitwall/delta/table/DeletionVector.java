package dev.pitwall.delta.table;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.internal.deletionvectors.Base85Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/** A deletion vector as the Delta protocol writes it down, and what an add action says of it. */
record DeletionVector(ObjectNode descriptor) {
  private static final int MAGIC = 1681511377;
  private static final int NO_RUN_COOKIE = 12346;

  /** In the commit itself. */
  static DeletionVector inline(long... rows) {
    byte[] data = bitmap(rows);
    return new DeletionVector(
        descriptor("i", Base85Codec.encodeBytes(data), data.length, rows.length));
  }

  /** In a file of its own in the table's directory, behind some other bytes. */
  static DeletionVector file(Path table, long... rows) {
    UUID id = UUID.nameUUIDFromBytes(bitmap(rows));
    byte[] data = bitmap(rows);
    CRC32 crc = new CRC32();
    crc.update(data);
    ByteBuffer file = ByteBuffer.allocate(1 + 6 + 4 + data.length + 4);
    file.put((byte) 1).put(new byte[6]).putInt(data.length).put(data).putInt((int) crc.getValue());
    try {
      Files.write(table.resolve("deletion_vector_" + id + ".bin"), file.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode descriptor = descriptor("u", Base85Codec.encodeUUID(id), data.length, rows.length);
    descriptor.put("offset", 7);
    return new DeletionVector(descriptor);
  }

  private static ObjectNode descriptor(String storage, String where, int size, int count) {
    return new ObjectMapper()
        .createObjectNode()
        .put("storageType", storage)
        .put("pathOrInlineDv", where)
        .put("sizeInBytes", size)
        .put("cardinality", count);
  }

  /** One bitmap of the rows below 2^32, in array containers. */
  private static byte[] bitmap(long... rows) {
    Map<Integer, long[]> containers = new TreeMap<>();
    LongStream.of(rows)
        .forEach(
            row ->
                containers.computeIfAbsent(
                    (int) (row >>> 16),
                    high -> LongStream.of(rows).filter(r -> r >>> 16 == high).sorted().toArray()));
    ByteBuffer data =
        ByteBuffer.allocate(4 + 8 + 4 + 8 + 8 * containers.size() + 2 * rows.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(MAGIC).putLong(1).putInt(0).putInt(NO_RUN_COOKIE).putInt(containers.size());
    containers.forEach(
        (high, low) -> data.putShort((short) (int) high).putShort((short) (low.length - 1)));
    int offset = 8 + 8 * containers.size();
    for (long[] low : containers.values()) {
      data.putInt(offset);
      offset += 2 * low.length;
    }
    containers.values().forEach(low -> LongStream.of(low).forEach(r -> data.putShort((short) r)));
    return data.array();
  }
}
