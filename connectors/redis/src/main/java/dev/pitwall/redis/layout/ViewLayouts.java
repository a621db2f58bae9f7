package dev.pitwall.redis.layout;

import dev.pitwall.redis.layout.ColumnPlace.Role;
import dev.pitwall.redis.value.HeldTypes;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The layouts of the views that were asked about. Views with the same join keys share a hash for
 * each entity, in which 32 bits name a feature: that no two of them are the same is checked here,
 * among the views known so far. Thread-safe.
 */
public final class ViewLayouts {
  private final Map<String, ViewLayout> layouts = new ConcurrentHashMap<>();
  private final String project;

  public ViewLayouts(String project) {
    this.project = project;
  }

  /**
   * The layout of a view.
   *
   * @throws PitwallException NOT_SUPPORTED naming two features whose fields are the same
   */
  public ViewLayout of(FeatureViewSpec view) {
    ViewLayout known = layouts.get(name(view));
    if (known != null && isSame(known.view(), view)) {
      return known;
    }
    ViewLayout layout = new ViewLayout(view, project);
    checkFields(layout);
    layouts.put(name(view), layout);
    return layout;
  }

  /**
   * Checks that a view can be stored.
   *
   * @throws PitwallException UNSUPPORTED_TYPE naming a column whose type cannot be held, or as
   *     {@link #of}
   */
  public void check(FeatureViewSpec view) {
    for (ColumnSpec column : view.columns()) {
      if (!HeldTypes.isHeld(column.field())) {
        throw unsupported(column, "column");
      }
    }
    for (ColumnSpec key : view.entity().joinKeys()) {
      if (!HeldTypes.isKey(key.type())) {
        throw unsupported(key, "join key");
      }
    }
    of(view);
  }

  /** Forgets a view that was dropped. */
  public void forget(FeatureViewSpec view) {
    layouts.remove(name(view));
  }

  private void checkFields(ViewLayout layout) {
    checkWithin(layout);
    for (ViewLayout other : layouts.values()) {
      if (!other.view().name().equalsIgnoreCase(layout.view().name()) && share(layout, other)) {
        checkBetween(layout, other);
      }
    }
  }

  private static void checkWithin(ViewLayout layout) {
    Map<RedisKey, String> features = layout.features();
    for (ColumnPlace place : layout.places()) {
      if (place.role() == Role.FEATURE) {
        String first = features.get(new RedisKey(place.field()));
        if (!first.equals(layout.feature(place))) {
          throw collision(first, layout.feature(place));
        }
      }
    }
  }

  private static boolean share(ViewLayout layout, ViewLayout other) {
    return new TreeSet<>(layout.view().entity().joinKeyNames())
        .equals(new TreeSet<>(other.view().entity().joinKeyNames()));
  }

  private static void checkBetween(ViewLayout layout, ViewLayout other) {
    Map<RedisKey, String> taken = other.features();
    layout
        .features()
        .forEach(
            (field, feature) -> {
              if (taken.containsKey(field)) {
                throw collision(taken.get(field), feature);
              }
            });
  }

  private static PitwallException collision(String one, String other) {
    return new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "the features "
            + one
            + " and "
            + other
            + " have the same 32-bit field in Redis, so one would overwrite the other;"
            + " rename one of them");
  }

  private static PitwallException unsupported(ColumnSpec column, String what) {
    return new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE,
        "the redis online store cannot hold "
            + what
            + " "
            + column.name()
            + " of the type "
            + column.type()
            + "; leave it out, or make the view OFFLINE ONLY");
  }

  /** A plan that is run again and again asks with one object, which need not be compared. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(FeatureViewSpec known, FeatureViewSpec view) {
    return known == view || known.equals(view);
  }

  private static String name(FeatureViewSpec view) {
    return view.name().toLowerCase(Locale.ROOT);
  }
}
