package dev.pitwall.core.feast.mapping;

import dev.pitwall.core.feast.file.FeastEntity;
import dev.pitwall.core.feast.file.FeastField;
import dev.pitwall.core.feast.file.FeastRegistry;
import dev.pitwall.core.feast.file.FeastView;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The entities that stand for those of a registry. One of ours has any number of join keys, and a
 * view one entity; one of Feast's has one join key, and a view any number of entities.
 */
final class MappedEntities {
  private static final String BETWEEN_NAMES = "_and_";

  private final List<FeastView> views;
  private final Map<String, FeastEntity> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, MappedEntity> mapped = new LinkedHashMap<>();

  MappedEntities(FeastRegistry registry) {
    views = registry.views();
    registry.entities().forEach(entity -> known.putIfAbsent(entity.name(), entity));
    for (FeastEntity entity : registry.entities()) {
      if (!entity.name().equals(FeastEntity.OF_NOTHING)) {
        mapped.put(entity.name(), single(entity));
      }
    }
    for (FeastView view : views) {
      if (view.entities().stream().allMatch(this::isKnown)) {
        mapped.putIfAbsent(name(view), combined(view));
      }
    }
  }

  /** All of them: one for each of Feast's, then those that views need. */
  Collection<MappedEntity> all() {
    return mapped.values();
  }

  /**
   * The entity of a view.
   *
   * @throws PitwallException ENTITY_NOT_FOUND when the registry lacks one that it names;
   *     DUPLICATE_OBJECT when the name for several is that of another
   */
  MappedEntity of(FeastView view) {
    for (String name : view.entities()) {
      if (!isKnown(name)) {
        throw new PitwallException(
            ErrorCode.ENTITY_NOT_FOUND, "the registry has no entity " + name);
      }
    }
    String name = name(view);
    if (view.entities().size() > 1 && known.containsKey(name)) {
      throw new PitwallException(
          ErrorCode.DUPLICATE_OBJECT,
          "its entities would become one named " + name + ", but another entity has that name");
    }
    return mapped.get(name);
  }

  private boolean isKnown(String entity) {
    return known.containsKey(entity) || entity.equals(FeastEntity.OF_NOTHING);
  }

  /** The same for the same entities in any order. */
  private static String name(FeastView view) {
    return String.join(BETWEEN_NAMES, view.entities().stream().sorted().toList());
  }

  private MappedEntity single(FeastEntity entity) {
    return new MappedEntity(
        entity.name(), List.of(key(entity)), entity.description(), /* note= */ null);
  }

  private MappedEntity combined(FeastView view) {
    List<String> names = view.entities().stream().sorted().toList();
    if (names.equals(List.of(FeastEntity.OF_NOTHING))) {
      return new MappedEntity(
          FeastEntity.OF_NOTHING, List.of(), "", "stands for no entity, as Feast names that");
    }
    List<FeastField> keys = new ArrayList<>();
    names.forEach(name -> keys.add(key(known.get(name))));
    return new MappedEntity(
        name(view), keys, "", "stands for the entities " + String.join(", ", names) + " together");
  }

  /** The key with the type that the entity has, or else a view of it. */
  private FeastField key(FeastEntity entity) {
    FeastField key = entity.joinKey();
    Optional<FeastField> typed =
        views.stream()
            .filter(view -> view.entities().contains(entity.name()))
            .flatMap(view -> view.joinKeys().stream())
            .filter(column -> column.name().equals(key.name()) && column.valueType() != 0)
            .findFirst();
    return key.valueType() == 0 ? typed.orElse(key) : key;
  }
}
