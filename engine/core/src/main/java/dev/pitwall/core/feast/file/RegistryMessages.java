package dev.pitwall.core.feast.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code feast.core.Registry}; the numbers are those of its {@code .proto} files. */
final class RegistryMessages {
  private static final int ENTITIES = 1;
  private static final int SCHEMA_VERSION = 3;
  private static final int VIEWS = 6;
  private static final int SERVICES = 7;
  private static final int DATA_SOURCES = 12;
  private static final int SPEC = 1;
  private static final long MICROS_A_SECOND = 1_000_000;

  private RegistryMessages() {}

  static FeastRegistry read(ProtoMessage registry) {
    if (registry.text(SCHEMA_VERSION).isEmpty()) {
      throw new MalformedMessageException("it has no version of its schema");
    }
    List<OtherObject> others = new ArrayList<>();
    for (OtherKind kind : OtherKind.values()) {
      others.addAll(kind.objects(registry));
    }
    others.addAll(streams(registry));
    return new FeastRegistry(
        specs(registry, ENTITIES).stream().map(RegistryMessages::entity).toList(),
        specs(registry, VIEWS).stream().map(RegistryMessages::view).toList(),
        specs(registry, SERVICES).stream().map(RegistryMessages::service).toList(),
        others);
  }

  private static List<ProtoMessage> specs(ProtoMessage registry, int kind) {
    return registry.messages(kind).stream().flatMap(each -> each.message(SPEC).stream()).toList();
  }

  private static List<OtherObject> streams(ProtoMessage registry) {
    return registry.messages(DATA_SOURCES).stream()
        .filter(SourceMessages::isStream)
        .map(
            source ->
                new OtherObject(
                    source.text(21),
                    SourceMessages.kind(source),
                    SourceMessages.name(source),
                    "rows are read from tables only"))
        .toList();
  }

  private static FeastEntity entity(ProtoMessage spec) {
    FeastField key = new FeastField(spec.text(4), (int) spec.number(2));
    return new FeastEntity(spec.text(9), spec.text(1), key, spec.text(3));
  }

  private static FeastView view(ProtoMessage spec) {
    return new FeastView(
        spec.text(2),
        spec.text(1),
        spec.texts(3),
        fields(spec, 12),
        fields(spec, 4),
        spec.message(6).map(RegistryMessages::micros).orElse(0L),
        spec.flag(8),
        spec.message(7).map(SourceMessages::read),
        spec.message(9).map(SourceMessages::read),
        isComputed(spec),
        spec.text(10),
        spec.text(11),
        spec.map(5));
  }

  private static boolean isComputed(ProtoMessage spec) {
    Optional<ProtoMessage> transformation = spec.message(15);
    return spec.has(14) || transformation.filter(t -> t.has(1) || t.has(2)).isPresent();
  }

  private static long micros(ProtoMessage duration) {
    try {
      return Math.addExact(
          Math.multiplyExact(duration.number(1), MICROS_A_SECOND), duration.number(2) / 1_000);
    } catch (ArithmeticException e) {
      throw new MalformedMessageException("a TTL is out of range", e);
    }
  }

  private static FeastService service(ProtoMessage spec) {
    return new FeastService(
        spec.text(2),
        spec.text(1),
        spec.messages(3).stream().map(RegistryMessages::projection).toList(),
        spec.text(5));
  }

  private static FeastService.Projection projection(ProtoMessage projection) {
    return new FeastService.Projection(
        projection.text(1),
        projection.text(3),
        projection.has(4),
        fields(projection, 2).stream().map(FeastField::name).toList());
  }

  private static List<FeastField> fields(ProtoMessage message, int number) {
    return message.messages(number).stream()
        .map(field -> new FeastField(field.text(1), (int) field.number(2)))
        .toList();
  }
}
