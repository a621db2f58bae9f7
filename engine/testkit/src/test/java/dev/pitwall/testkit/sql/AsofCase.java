package dev.pitwall.testkit.sql;

import dev.pitwall.testkit.batch.Bytes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An ASOF JOIN, its rows, and what nested loops make of it.
 *
 * @param operator of {@code feature operator spine}
 * @param distance the most that a match lies away
 * @param knownBy whether a match was created at or before the spine's timestamp
 */
record AsofCase(
    long seed,
    AsofTypes types,
    List<Spine> spine,
    List<Feature> features,
    String operator,
    boolean left,
    boolean keyed,
    OptionalLong distance,
    boolean knownBy) {

  /** A spine row; its label counts from 0. */
  record Spine(long label, Long key, Object value) {}

  /** A feature row; the later it was committed, the greater its number. */
  record Feature(long id, Long key, Object value, Long created) {}

  boolean isForward() {
    return operator.startsWith(">");
  }

  /** The labels of all rows put out, each with the number of its match or NULL. */
  List<List<Object>> expected() {
    List<List<Object>> rows = new ArrayList<>();
    for (Spine s : spine) {
      Feature best = null;
      for (Feature f : features) {
        if (matches(s, f) && (best == null || isBetter(f, best))) {
          best = f;
        }
      }
      if (best != null || left) {
        rows.add(Arrays.asList(s.label(), best == null ? null : (Object) best.id()));
      }
    }
    return rows;
  }

  /** Whether a condition with the same comparisons holds. */
  boolean matches(Spine s, Feature f) {
    boolean key = !keyed || (s.key() != null && Objects.equals(s.key(), f.key()));
    if (!key || s.value() == null || f.value() == null || isNan(s.value()) || isNan(f.value())) {
      return false;
    }
    int order = compare(f.value(), s.value());
    boolean bound =
        switch (operator) {
          case "<=" -> order <= 0;
          case "<" -> order < 0;
          case ">=" -> order >= 0;
          default -> order > 0;
        };
    boolean near =
        distance.isEmpty() || Math.abs((Long) f.value() - (Long) s.value()) <= distance.getAsLong();
    boolean known = !knownBy || (f.created() != null && f.created() <= (Long) s.value());
    return bound && near && known;
  }

  private boolean isBetter(Feature left, Feature right) {
    int order = compare(types.common(left.value()), types.common(right.value()));
    if (order != 0) {
      return isForward() ? order < 0 : order > 0;
    }
    boolean byCreated =
        types == AsofTypes.TIMESTAMP && !Objects.equals(left.created(), right.created());
    if (byCreated) {
      return right.created() == null
          || (left.created() != null && left.created() > right.created());
    }
    return left.id() > right.id();
  }

  private static boolean isNan(Object value) {
    return value instanceof Double real && real.isNaN();
  }

  /** The order of two values that are no NaN. */
  static int compare(Object left, Object right) {
    if (left instanceof Double || right instanceof Double) {
      double first = ((Number) left).doubleValue();
      double second = ((Number) right).doubleValue();
      return first < second ? -1 : first > second ? 1 : 0;
    } else if (left instanceof Number && right instanceof Number) {
      return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    } else if (left instanceof String first && right instanceof String second) {
      return Arrays.compareUnsigned(
          first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
    }
    if (left instanceof Bytes first && right instanceof Bytes second) {
      return first.hex().compareTo(second.hex());
    }
    return ((Boolean) left).compareTo((Boolean) right);
  }
}
