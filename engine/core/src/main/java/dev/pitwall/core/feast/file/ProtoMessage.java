package dev.pitwall.core.feast.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A protobuf message as its bytes have it: fields by number, without a schema. Messages within it
 * are read when they are asked for. A field that is not there has protobuf's default.
 */
final class ProtoMessage {
  private static final int MAP_KEY = 1;
  private static final int MAP_VALUE = 2;

  /** A {@link Long} for each number, a {@link ByteBuffer} for each text and message. */
  private final Map<Integer, List<Object>> fields = new HashMap<>();

  private ProtoMessage() {}

  /**
   * Reads a message.
   *
   * @throws MalformedMessageException when the bytes are none
   */
  static ProtoMessage read(ByteBuffer bytes) {
    ByteBuffer rest = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    ProtoMessage message = new ProtoMessage();
    while (rest.hasRemaining()) {
      long tag = varint(rest);
      int number = (int) (tag >>> 3);
      if (number <= 0 || tag >>> 32 != 0) {
        throw new MalformedMessageException("a field has no number");
      }
      message
          .fields
          .computeIfAbsent(number, unknown -> new ArrayList<>())
          .add(value(rest, (int) tag & 7));
    }
    return message;
  }

  private static Object value(ByteBuffer rest, int wireType) {
    return switch (wireType) {
      case 0 -> varint(rest);
      case 1 -> require(rest, Long.BYTES).getLong();
      case 2 -> block(rest);
      case 5 -> (long) require(rest, Integer.BYTES).getInt();
      default -> throw new MalformedMessageException("a field has an unknown wire type");
    };
  }

  private static long varint(ByteBuffer rest) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = require(rest, 1).get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedMessageException("an integer has more than ten bytes");
  }

  private static ByteBuffer block(ByteBuffer rest) {
    long length = varint(rest);
    require(rest, length);
    ByteBuffer block = rest.slice(rest.position(), (int) length);
    rest.position(rest.position() + (int) length);
    return block;
  }

  private static ByteBuffer require(ByteBuffer rest, long length) {
    if (length < 0 || length > rest.remaining()) {
      throw new MalformedMessageException("the bytes end too early");
    }
    return rest;
  }

  /** Whether the message has the field. */
  boolean has(int number) {
    return fields.containsKey(number);
  }

  /** A number; 0 when there is none. */
  long number(int number) {
    List<Object> values = fields.getOrDefault(number, List.of());
    if (values.isEmpty()) {
      return 0;
    }
    if (values.get(values.size() - 1) instanceof Long value) {
      return value;
    }
    throw new MalformedMessageException("field " + number + " is no number");
  }

  boolean flag(int number) {
    return number(number) != 0;
  }

  /** A text; empty when there is none. */
  String text(int number) {
    List<String> texts = texts(number);
    return texts.isEmpty() ? "" : texts.get(texts.size() - 1);
  }

  List<String> texts(int number) {
    return blocks(number).stream().map(ProtoMessage::decoded).toList();
  }

  Optional<ProtoMessage> message(int number) {
    List<ByteBuffer> blocks = blocks(number);
    return blocks.isEmpty() ? Optional.empty() : Optional.of(read(blocks.get(blocks.size() - 1)));
  }

  List<ProtoMessage> messages(int number) {
    return blocks(number).stream().map(ProtoMessage::read).toList();
  }

  /** A map from text to text, in the order of the bytes. */
  Map<String, String> map(int number) {
    Map<String, String> map = new LinkedHashMap<>();
    messages(number).forEach(entry -> map.put(entry.text(MAP_KEY), entry.text(MAP_VALUE)));
    return map;
  }

  private List<ByteBuffer> blocks(int number) {
    List<ByteBuffer> blocks = new ArrayList<>();
    for (Object value : fields.getOrDefault(number, List.of())) {
      if (!(value instanceof ByteBuffer block)) {
        throw new MalformedMessageException("field " + number + " is a number");
      }
      blocks.add(block);
    }
    return blocks;
  }

  private static String decoded(ByteBuffer text) {
    try {
      return UTF_8.newDecoder().decode(text.duplicate()).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedMessageException("a text is not UTF-8", e);
    }
  }
}
