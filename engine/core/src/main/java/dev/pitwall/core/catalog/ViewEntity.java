package dev.pitwall.core.catalog;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** An entity as a feature view of it has it. */
public final class ViewEntity {
  private ViewEntity() {}

  /**
   * The entity with its join keys spelled as the view's columns are, so that stores find them by
   * exact name. A key that the view lacks stays as it is.
   */
  public static EntitySpec spelledAs(EntitySpec entity, List<ColumnSpec> columns) {
    List<ColumnSpec> keys = entity.joinKeys().stream().map(key -> spelled(key, columns)).toList();
    return new EntitySpec(entity.name(), keys, entity.comment());
  }

  /** The view with another definition of its entity. */
  public static FeatureViewSpec changed(FeatureViewSpec view, EntitySpec entity) {
    return new FeatureViewSpec(
        view.name(),
        spelledAs(entity, view.columns()),
        view.eventTimestamp(),
        view.createdTimestamp(),
        view.timeToLive(),
        view.columns(),
        view.availability(),
        view.source(),
        view.comment(),
        view.cacheTtl());
  }

  private static ColumnSpec spelled(ColumnSpec key, List<ColumnSpec> columns) {
    return ColumnSpec.find(columns, key.name())
        .map(column -> named(column.name(), key))
        .orElse(key);
  }

  private static ColumnSpec named(String name, ColumnSpec key) {
    Field field = new Field(name, key.field().getFieldType(), key.field().getChildren());
    return new ColumnSpec(field, key.comment());
  }
}
