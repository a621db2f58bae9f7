package dev.pitwall.testkit.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes registries as Feast has them, by the numbers of its {@code .proto} files. */
final class FeastRegistryBytes {
  static final int INT64 = 4;
  static final int DOUBLE = 5;

  private final ProtoBytes registry = new ProtoBytes().text(3, "1");

  /** Adds an entity; a type of 0 is one that Feast was not told. */
  FeastRegistryBytes entity(String project, String name, String joinKey, int type) {
    ProtoBytes spec =
        new ProtoBytes().text(1, name).number(2, type).text(4, joinKey).text(9, project);
    return object(1, spec);
  }

  /** Adds a view as its specification has it. */
  FeastRegistryBytes view(ProtoBytes spec) {
    return object(6, spec);
  }

  /** Adds a service as its specification has it. */
  FeastRegistryBytes service(ProtoBytes spec) {
    return object(7, spec);
  }

  /** Adds an object of any kind that has a specification. */
  FeastRegistryBytes object(int kind, ProtoBytes spec) {
    registry.message(kind, new ProtoBytes().message(1, spec));
    return this;
  }

  /** A view of the project {@code p} and of one feature, {@code rate}, that is online. */
  static ProtoBytes viewSpec(String name, ProtoBytes source, List<String> entities) {
    ProtoBytes spec = new ProtoBytes().text(1, name).text(2, "p").number(8, 1).message(7, source);
    entities.forEach(entity -> spec.text(3, entity));
    return spec.message(4, field("rate", DOUBLE));
  }

  static ProtoBytes field(String name, int type) {
    return new ProtoBytes().text(1, name).number(2, type);
  }

  /** A table of Delta with the column {@code event_ts}. */
  static ProtoBytes delta(String location) {
    ProtoBytes format = new ProtoBytes().message(2, new ProtoBytes());
    ProtoBytes files = new ProtoBytes().message(1, format).text(2, location);
    return new ProtoBytes().number(1, 1).text(3, "event_ts").message(11, files);
  }

  /** A source of another type, by its number. */
  static ProtoBytes source(int type) {
    return new ProtoBytes().number(1, type).text(3, "event_ts");
  }

  /** A service's choice of {@code rate} of a view. */
  static ProtoBytes projection(String view) {
    return new ProtoBytes().text(1, view).message(2, field("rate", DOUBLE));
  }

  byte[] toArray() {
    return registry.toArray();
  }

  Path write(Path file) {
    try {
      return Files.write(file, toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
