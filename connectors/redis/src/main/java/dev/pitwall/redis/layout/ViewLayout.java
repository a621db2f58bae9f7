package dev.pitwall.redis.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pitwall.redis.layout.ColumnPlace.Role;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one view is laid out in the hashes of its entity. Immutable. */
public final class ViewLayout {
  private final FeatureViewSpec view;
  private final EntityKeys keys;
  private final byte[] eventField;
  private final byte[] createdField;
  private final List<ColumnPlace> places = new ArrayList<>();

  public ViewLayout(FeatureViewSpec view, String project) {
    this.view = view;
    this.keys = new EntityKeys(view.entity(), project);
    this.eventField = ("_ts:" + view.name()).getBytes(UTF_8);
    this.createdField = ("_ct:" + view.name()).getBytes(UTF_8);
    for (int column = 0; column < view.columns().size(); column++) {
      places.add(place(column));
    }
  }

  private ColumnPlace place(int column) {
    String name = view.columns().get(column).name();
    int joinKey = joinKey(name);
    if (joinKey >= 0) {
      return new ColumnPlace(column, Role.JOIN_KEY, joinKey, eventField);
    } else if (name.equalsIgnoreCase(view.eventTimestamp())) {
      return new ColumnPlace(column, Role.EVENT_TIMESTAMP, -1, eventField);
    } else if (view.createdTimestamp().filter(name::equalsIgnoreCase).isPresent()) {
      return new ColumnPlace(column, Role.CREATED_TIMESTAMP, -1, createdField);
    }
    return new ColumnPlace(column, Role.FEATURE, -1, FieldHash.of(view.name(), name));
  }

  private int joinKey(String name) {
    List<String> joinKeys = view.entity().joinKeyNames();
    for (int i = 0; i < joinKeys.size(); i++) {
      if (joinKeys.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  public FeatureViewSpec view() {
    return view;
  }

  public EntityKeys keys() {
    return keys;
  }

  /** The field of the event timestamp, which every stored row has. */
  public byte[] eventField() {
    return eventField;
  }

  /** The field of the created timestamp, which a row has when it is known. */
  public byte[] createdField() {
    return createdField;
  }

  /** Where the columns are found, in the view's order. */
  public List<ColumnPlace> places() {
    return List.copyOf(places);
  }

  /**
   * Where a column is found, by its name in any case.
   *
   * @throws PitwallException FEATURE_NOT_FOUND when the view has none of that name
   */
  public ColumnPlace place(String name) {
    for (ColumnPlace place : places) {
      if (column(place).name().equalsIgnoreCase(name)) {
        return place;
      }
    }
    throw new PitwallException(
        ErrorCode.FEATURE_NOT_FOUND, "feature view " + view.name() + " has no column " + name);
  }

  public ColumnSpec column(ColumnPlace place) {
    return view.columns().get(place.column());
  }

  /** The features by their fields' bytes; of two that share a field the first is there. */
  Map<RedisKey, String> features() {
    Map<RedisKey, String> features = new LinkedHashMap<>();
    for (ColumnPlace place : places) {
      if (place.role() == Role.FEATURE) {
        features.putIfAbsent(new RedisKey(place.field()), feature(place));
      }
    }
    return features;
  }

  String feature(ColumnPlace place) {
    return view.name() + ":" + column(place).name();
  }
}
