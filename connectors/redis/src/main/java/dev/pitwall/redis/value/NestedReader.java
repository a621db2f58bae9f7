package dev.pitwall.redis.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pitwall.redis.wire.MalformedBytesException;
import dev.pitwall.redis.wire.WireReader;
import dev.pitwall.redis.wire.WireType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Reads arrays, maps and rows. */
final class NestedReader {
  private static final int ENTRY = WireType.tag(1, WireType.BLOCK);
  private static final int KEY = WireType.tag(1, WireType.BLOCK);
  private static final int VALUE = WireType.tag(2, WireType.BLOCK);

  private NestedReader() {}

  static void readList(ReadValue value, ListVector lists, int row) {
    FieldVector elements = lists.getDataVector();
    int start = lists.startNewValue(row);
    int length =
        value.field() == ValueField.LIST
            ? readValues(value.block(), elements, start)
            : TypedListReader.read(value, elements, start);
    lists.endValue(row, length);
  }

  private static int readValues(WireReader list, FieldVector elements, int start) {
    ValueReader inner = new ValueReader();
    int at = start;
    while (list.hasMore()) {
      int tag = list.tag();
      if (tag == ENTRY) {
        int length = list.block();
        inner.read(list.array(), list.position() - length, list.position(), elements, at++);
      } else {
        list.skip(tag);
      }
    }
    return at - start;
  }

  static void readMap(ReadValue value, MapVector maps, int row) {
    require(value.field() == ValueField.MAP || value.field() == ValueField.STRUCT);
    StructVector pairs = (StructVector) maps.getDataVector();
    VarCharVector keys = (VarCharVector) pairs.getChildrenFromFields().get(0);
    FieldVector values = pairs.getChildrenFromFields().get(1);
    int start = maps.startNewValue(row);
    int at = start;
    for (Map.Entry<String, byte[]> entry : entries(value.block()).entrySet()) {
      define(pairs, at);
      keys.setSafe(at, entry.getKey().getBytes(UTF_8));
      new ValueReader().read(entry.getValue(), values, at);
      at++;
    }
    maps.endValue(row, at - start);
  }

  static void readStruct(ReadValue value, StructVector structs, int row) {
    require(value.field() == ValueField.STRUCT || value.field() == ValueField.MAP);
    Map<String, byte[]> entries = entries(value.block());
    define(structs, row);
    for (FieldVector child : structs.getChildrenFromFields()) {
      byte[] member = entries.getOrDefault(child.getName(), new byte[0]);
      new ValueReader().read(member, child, row);
    }
  }

  private static void define(StructVector structs, int row) {
    while (structs.getValueCapacity() <= row) {
      structs.reAlloc();
    }
    structs.setIndexDefined(row);
  }

  /** In the order written; of a key that comes twice the last counts, as protobuf says. */
  private static Map<String, byte[]> entries(WireReader map) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    while (map.hasMore()) {
      int tag = map.tag();
      if (tag == ENTRY) {
        readEntry(map.message(), entries);
      } else {
        map.skip(tag);
      }
    }
    return entries;
  }

  private static void readEntry(WireReader entry, Map<String, byte[]> entries) {
    byte[] key = new byte[0];
    byte[] value = new byte[0];
    while (entry.hasMore()) {
      int tag = entry.tag();
      if (tag == KEY) {
        key = entry.bytes();
      } else if (tag == VALUE) {
        value = entry.bytes();
      } else {
        entry.skip(tag);
      }
    }
    entries.put(new String(key, UTF_8), value);
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new MalformedBytesException("the value is no map");
    }
  }
}
