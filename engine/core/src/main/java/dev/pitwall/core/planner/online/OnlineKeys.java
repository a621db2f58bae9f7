package dev.pitwall.core.planner.online;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Finds the keys to which a condition confines the rows of an online table. */
final class OnlineKeys {
  private final int keyCount;

  /**
   * Makes a finder.
   *
   * @param keyCount how many columns at the start are join keys
   */
  OnlineKeys(int keyCount) {
    this.keyCount = keyCount;
  }

  /**
   * Every key for which the condition can be true, each once.
   *
   * @return the values in the order of the keys; empty when some key is not confined to values
   */
  Optional<Set<List<RexLiteral>>> of(RexNode condition, RexBuilder rex) {
    return assignments(RexUtil.expandSearch(rex, null, condition)).flatMap(this::complete);
  }

  private Optional<Set<List<RexLiteral>>> complete(Set<Map<Integer, RexLiteral>> assignments) {
    Set<List<RexLiteral>> keys = new LinkedHashSet<>();
    for (Map<Integer, RexLiteral> assignment : assignments) {
      if (assignment.size() < keyCount) {
        return Optional.empty();
      }
      List<RexLiteral> key = new ArrayList<>();
      for (int i = 0; i < keyCount; i++) {
        key.add(assignment.get(i));
      }
      keys.add(key);
    }
    return Optional.of(keys);
  }

  /** The values that each way to make the condition true gives to key columns; empty for any. */
  private Optional<Set<Map<Integer, RexLiteral>>> assignments(RexNode node) {
    return switch (node.getKind()) {
      case EQUALS -> equality((RexCall) node);
      case OR -> anyOf(((RexCall) node).getOperands());
      case AND -> allOf(((RexCall) node).getOperands());
      default -> Optional.empty();
    };
  }

  private Optional<Set<Map<Integer, RexLiteral>>> equality(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    return equality(left, right).or(() -> equality(right, left));
  }

  private Optional<Set<Map<Integer, RexLiteral>>> equality(RexNode column, RexNode value) {
    return column instanceof RexInputRef reference
            && reference.getIndex() < keyCount
            && value instanceof RexLiteral literal
        ? Optional.of(Set.of(Map.of(reference.getIndex(), literal)))
        : Optional.empty();
  }

  private Optional<Set<Map<Integer, RexLiteral>>> anyOf(List<RexNode> terms) {
    Set<Map<Integer, RexLiteral>> all = new LinkedHashSet<>();
    for (RexNode term : terms) {
      Optional<Set<Map<Integer, RexLiteral>>> some = assignments(term);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(some.get());
    }
    return Optional.of(all);
  }

  private Optional<Set<Map<Integer, RexLiteral>>> allOf(List<RexNode> terms) {
    Set<Map<Integer, RexLiteral>> all = null;
    for (RexNode term : terms) {
      Optional<Set<Map<Integer, RexLiteral>>> some = assignments(term);
      if (some.isPresent()) {
        all = all == null ? some.get() : pairs(all, some.get());
      }
    }
    return Optional.ofNullable(all);
  }

  /** Both hold; two values for one key hold nowhere. */
  private static Set<Map<Integer, RexLiteral>> pairs(
      Set<Map<Integer, RexLiteral>> left, Set<Map<Integer, RexLiteral>> right) {
    Set<Map<Integer, RexLiteral>> pairs = new LinkedHashSet<>();
    for (Map<Integer, RexLiteral> one : left) {
      for (Map<Integer, RexLiteral> other : right) {
        Map<Integer, RexLiteral> both = new HashMap<>(one);
        both.putAll(other);
        boolean agree =
            one.entrySet().stream().allMatch(e -> both.get(e.getKey()).equals(e.getValue()));
        if (agree) {
          pairs.add(both);
        }
      }
    }
    return pairs;
  }
}
