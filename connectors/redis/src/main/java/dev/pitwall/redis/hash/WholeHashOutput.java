package dev.pitwall.redis.hash;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;

/**
 * Collects from the answer of an HGETALL the bytes of the fields that are wanted, null for one that
 * is not there, and counts by how many bytes what is not wanted exceeds what is.
 */
final class WholeHashOutput extends CommandOutput<byte[], byte[], byte[][]> {
  private final FieldPlaces places;
  private final HashReading reading;
  private boolean isValue;
  private int place;
  private int nameLength;
  private long surplus;

  WholeHashOutput(int fields, FieldPlaces places, HashReading reading) {
    super(ByteArrayCodec.INSTANCE, new byte[fields][]);
    this.places = places;
    this.reading = reading;
  }

  @Override
  public void set(ByteBuffer bytes) {
    if (!isValue) {
      place = places.first(bytes);
      nameLength = bytes.remaining();
    } else if (place == FieldPlaces.NONE) {
      surplus += nameLength + bytes.remaining();
    } else {
      surplus -= nameLength + bytes.remaining();
      put(FieldsOutput.copy(bytes));
    }
    isValue = !isValue;
  }

  private void put(byte[] value) {
    for (int at = place; at != FieldPlaces.NONE; at = places.next(at)) {
      output[at] = value;
    }
  }

  @Override
  public void complete(int depth) {
    if (depth == 0) {
      reading.add(surplus);
    }
  }
}
