package dev.pitwall.core.planner.online;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/** Finds the keys to which a condition confines the rows of an online table. */
final class OnlineKeys {
  private final int keyCount;
  private final KeyValues values;
  private final RexNode condition;

  /**
   * Makes a finder.
   *
   * @param keyCount how many columns at the start are join keys
   */
  OnlineKeys(int keyCount, RexBuilder rex, RexNode condition) {
    this.keyCount = keyCount;
    this.values = new KeyValues(rex);
    this.condition = RexUtil.expandSearch(rex, null, condition);
  }

  /**
   * Every key for which the condition can be true, each once; values that are known only when the
   * statement runs, such as parameters, may turn out to be equal.
   *
   * @return the values in the order of the keys and in their types; empty when some key is not
   *     confined to values
   */
  Optional<Set<List<RexNode>>> find() {
    return assignments(condition).flatMap(this::complete);
  }

  /** Whether the condition asks for nothing but keys, all literals: every row found meets it. */
  boolean sayAll() {
    return isOfLiterals(condition);
  }

  private boolean isOfLiterals(RexNode node) {
    RexNode term = values.comparison(node);
    return switch (term.getKind()) {
      case EQUALS ->
          equality((RexCall) term).stream()
              .flatMap(Set::stream)
              .flatMap(assignment -> assignment.values().stream())
              .anyMatch(value -> value instanceof RexLiteral literal && !literal.isNull());
      case OR, AND -> ((RexCall) term).getOperands().stream().allMatch(this::isOfLiterals);
      default -> false;
    };
  }

  private Optional<Set<List<RexNode>>> complete(Set<Map<Integer, RexNode>> assignments) {
    Set<List<RexNode>> keys = new LinkedHashSet<>();
    for (Map<Integer, RexNode> assignment : assignments) {
      if (assignment.size() < keyCount) {
        return Optional.empty();
      }
      List<RexNode> key = new ArrayList<>();
      for (int i = 0; i < keyCount; i++) {
        key.add(assignment.get(i));
      }
      keys.add(key);
    }
    return Optional.of(keys);
  }

  /** The values that each way to make the condition true gives to key columns; empty for any. */
  private Optional<Set<Map<Integer, RexNode>>> assignments(RexNode node) {
    RexNode term = values.comparison(node);
    return switch (term.getKind()) {
      case EQUALS -> equality((RexCall) term);
      case OR -> anyOf(((RexCall) term).getOperands());
      case AND -> allOf(((RexCall) term).getOperands());
      default -> Optional.empty();
    };
  }

  private Optional<Set<Map<Integer, RexNode>>> equality(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    return equality(left, right).or(() -> equality(right, left));
  }

  private Optional<Set<Map<Integer, RexNode>>> equality(RexNode column, RexNode value) {
    if (!(KeyValues.bare(column) instanceof RexInputRef key)
        || key.getIndex() >= keyCount
        || !isKnown(value)) {
      return Optional.empty();
    }
    Optional<RexNode> typed = values.typed(value, key.getType());
    boolean comparable = typed.isPresent() || column == key && value instanceof RexLiteral;
    return comparable
        ? Optional.of(Set.of(Map.of(key.getIndex(), typed.orElse(value))))
        : Optional.empty();
  }

  /** Whether a value is the same for all rows. */
  private static boolean isKnown(RexNode value) {
    return RelOptUtil.InputFinder.bits(value).isEmpty()
        && RexUtil.isDeterministic(value)
        && !RexUtil.containsCorrelation(value)
        && !RexOver.containsOver(value)
        && RexUtil.SubQueryFinder.find(value) == null;
  }

  private Optional<Set<Map<Integer, RexNode>>> anyOf(List<RexNode> terms) {
    Set<Map<Integer, RexNode>> all = new LinkedHashSet<>();
    for (RexNode term : terms) {
      Optional<Set<Map<Integer, RexNode>>> some = assignments(term);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(some.get());
    }
    return Optional.of(all);
  }

  private Optional<Set<Map<Integer, RexNode>>> allOf(List<RexNode> terms) {
    Set<Map<Integer, RexNode>> all = null;
    for (RexNode term : terms) {
      Optional<Set<Map<Integer, RexNode>>> some = assignments(term);
      if (some.isPresent()) {
        all = all == null ? some.get() : pairs(all, some.get());
      }
    }
    return Optional.ofNullable(all);
  }

  /**
   * Both hold; two literals for one key hold nowhere. Of two values that may be equal one is
   * enough: the condition is tested on the rows found.
   */
  private static Set<Map<Integer, RexNode>> pairs(
      Set<Map<Integer, RexNode>> left, Set<Map<Integer, RexNode>> right) {
    Set<Map<Integer, RexNode>> pairs = new LinkedHashSet<>();
    for (Map<Integer, RexNode> one : left) {
      for (Map<Integer, RexNode> other : right) {
        Map<Integer, RexNode> both = new HashMap<>(one);
        both.putAll(other);
        if (one.keySet().stream().noneMatch(k -> differ(one.get(k), both.get(k)))) {
          pairs.add(both);
        }
      }
    }
    return pairs;
  }

  private static boolean differ(RexNode left, RexNode right) {
    return left instanceof RexLiteral && right instanceof RexLiteral && !left.equals(right);
  }
}
