package dev.pitwall.core.feast.file;

import java.util.List;
import java.util.Objects;

/**
 * A feature service.
 *
 * @param description empty when nobody said
 */
public record FeastService(
    String project, String name, List<Projection> projections, String description)
    implements FeastObject {
  public FeastService {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(name, "name");
    projections = List.copyOf(projections);
    Objects.requireNonNull(description, "description");
  }

  /**
   * Features of one view.
   *
   * @param alias what the view is called in this service; empty for its name
   * @param isRekeyed whether the view's join keys have other names in this service
   */
  public record Projection(String view, String alias, boolean isRekeyed, List<String> features) {
    public Projection {
      Objects.requireNonNull(view, "view");
      Objects.requireNonNull(alias, "alias");
      features = List.copyOf(features);
    }
  }
}
