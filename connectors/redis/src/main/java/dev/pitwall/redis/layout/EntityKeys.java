package dev.pitwall.redis.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pitwall.spi.model.EntitySpec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;

/** The keys of one entity in one Feast project. Thread-safe. */
public final class EntityKeys {
  private static final String NO_ENTITY = "__dummy_id";
  private static final int STRING = 2;
  private static final KeyPart NO_VALUE = new KeyPart(STRING, new byte[0]);

  /** The join keys' positions in the entity, in the order of their names' bytes. */
  private final List<Integer> order;

  private final List<byte[]> names;
  private final byte[] project;

  public EntityKeys(EntitySpec entity, String project) {
    List<byte[]> declared =
        entity.joinKeyNames().stream().map(name -> name.getBytes(UTF_8)).toList();
    this.order =
        IntStream.range(0, declared.size())
            .boxed()
            .sorted(Comparator.comparing(declared::get, Arrays::compareUnsigned))
            .toList();
    this.names =
        declared.isEmpty()
            ? List.of(NO_ENTITY.getBytes(UTF_8))
            : order.stream().map(declared::get).toList();
    this.project = project.getBytes(UTF_8);
  }

  /**
   * The key of a row.
   *
   * @param joinKeys one vector for each join key, in the entity's order
   * @return empty when a part is NULL, or the version has no form for it
   */
  public Optional<RedisKey> of(KeyVersion version, List<FieldVector> joinKeys, int row) {
    List<KeyPart> parts = new ArrayList<>(names.size());
    for (int position : order) {
      FieldVector vector = joinKeys.get(position);
      if (vector.isNull(row)) {
        return Optional.empty();
      }
      parts.add(KeyPart.of(vector, row));
    }
    return of(version, parts.isEmpty() ? List.of(NO_VALUE) : parts);
  }

  private Optional<RedisKey> of(KeyVersion version, List<KeyPart> parts) {
    ByteArrayOutputStream key = new ByteArrayOutputStream(96);
    key.writeBytes(prefix(version));
    for (KeyPart part : parts) {
      Optional<KeyPart> written = version == KeyVersion.V1 ? part.narrow() : Optional.of(part);
      if (written.isEmpty()) {
        return Optional.empty();
      }
      writeInteger(key, part.type());
      writeInteger(key, written.get().payload().length);
      key.writeBytes(written.get().payload());
    }
    key.writeBytes(project);
    return Optional.of(new RedisKey(key.toByteArray()));
  }

  /** Version 3 of a key of another version; empty when the key is not one of this entity's. */
  public Optional<RedisKey> current(RedisKey key, KeyVersion version) {
    return parts(key, version)
        .flatMap(parts -> of(KeyVersion.V3, parts.stream().map(KeyPart::widen).toList()));
  }

  /** An older version of a key of version 3; empty when it has none. */
  public Optional<RedisKey> older(RedisKey key, KeyVersion version) {
    return parts(key, KeyVersion.V3).flatMap(parts -> of(version, parts));
  }

  /**
   * Writes the join keys of a key of version 3 into a row of their vectors.
   *
   * @param joinKeys one vector for each join key, in the entity's order; null for one not wanted
   * @return whether the key's types are the vectors'; nothing is written when they are not
   */
  public boolean put(RedisKey key, List<FieldVector> joinKeys, int row) {
    List<KeyPart> parts = parts(key, KeyVersion.V3).orElseThrow();
    for (int i = 0; i < order.size(); i++) {
      FieldVector vector = joinKeys.get(order.get(i));
      if (vector != null && !parts.get(i).fits(vector)) {
        return false;
      }
    }
    for (int i = 0; i < order.size(); i++) {
      FieldVector vector = joinKeys.get(order.get(i));
      if (vector != null) {
        parts.get(i).put(vector, row);
      }
    }
    return true;
  }

  /** Exactly as many values as names, then the project: a value may hold any bytes at all. */
  private Optional<List<KeyPart>> parts(RedisKey key, KeyVersion version) {
    byte[] prefix = prefix(version);
    byte[] bytes = key.bytes();
    if (!startsWith(bytes, prefix)) {
      return Optional.empty();
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    rest.position(prefix.length);
    List<KeyPart> parts = new ArrayList<>(names.size());
    while (parts.size() < names.size()) {
      if (rest.remaining() < 2 * Integer.BYTES) {
        return Optional.empty();
      }
      int type = rest.getInt();
      int length = rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        return Optional.empty();
      }
      byte[] payload = new byte[length];
      rest.get(payload);
      parts.add(new KeyPart(type, payload));
    }
    return rest.equals(ByteBuffer.wrap(project)) ? Optional.of(parts) : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private byte[] prefix(KeyVersion version) {
    ByteArrayOutputStream prefix = new ByteArrayOutputStream();
    if (version == KeyVersion.V3) {
      writeInteger(prefix, names.size());
    }
    for (byte[] name : names) {
      writeInteger(prefix, STRING);
      if (version == KeyVersion.V3) {
        writeInteger(prefix, name.length);
      }
      prefix.writeBytes(name);
    }
    return prefix.toByteArray();
  }

  /** A pattern for SCAN that every key of the entity matches, and few others. */
  public byte[] pattern(KeyVersion version) {
    ByteArrayOutputStream pattern = new ByteArrayOutputStream();
    escape(prefix(version), pattern);
    pattern.write('*');
    escape(project, pattern);
    return pattern.toByteArray();
  }

  private static void escape(byte[] literal, ByteArrayOutputStream pattern) {
    for (byte next : literal) {
      if ("*?[]\\^-".indexOf(next) >= 0) {
        pattern.write('\\');
      }
      pattern.write(next);
    }
  }

  private static void writeInteger(ByteArrayOutputStream output, int integer) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      output.write(integer >>> shift);
    }
  }
}
