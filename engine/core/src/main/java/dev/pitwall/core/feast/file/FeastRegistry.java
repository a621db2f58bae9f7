package dev.pitwall.core.feast.file;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a registry of Feast has, each kind in the order of the file. */
public record FeastRegistry(
    List<FeastEntity> entities,
    List<FeastView> views,
    List<FeastService> services,
    List<OtherObject> others) {
  public FeastRegistry {
    entities = List.copyOf(entities);
    views = List.copyOf(views);
    services = List.copyOf(services);
    others = List.copyOf(others);
  }

  /** The projects that objects are in, by name. */
  public SortedSet<String> projects() {
    return Stream.of(entities, views, services, others)
        .flatMap(Collection::stream)
        .map(FeastObject::project)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The objects of one project. */
  public FeastRegistry of(String project) {
    return new FeastRegistry(
        of(project, entities), of(project, views), of(project, services), of(project, others));
  }

  private static <T extends FeastObject> List<T> of(String project, List<T> objects) {
    return objects.stream().filter(object -> object.project().equals(project)).toList();
  }
}
