package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.OnlineLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Finds in the condition of a join by which expressions of the other side the join keys of an
 * online table are given. The condition is about the other side's columns, then the table's.
 */
final class KeyedLookup {
  private final RelNode other;
  private final OnlineSide online;
  private final KeyValues values;
  private final RexNode[] keys;
  private final List<RexNode> residual = new ArrayList<>();

  KeyedLookup(RelNode other, OnlineSide online) {
    this.other = other;
    this.online = online;
    this.values = new KeyValues(other.getCluster().getRexBuilder());
    this.keys = new RexNode[online.scan().table().keyCount()];
  }

  /** Takes the terms of the join's condition; false when a key is not given by them. */
  boolean take(List<RexNode> terms) {
    for (RexNode term : terms) {
      if (!takeKey(term)) {
        residual.add(term);
      }
    }
    for (RexNode key : keys) {
      if (key == null) {
        return false;
      }
    }
    return true;
  }

  /** What the join asks for besides equal keys. */
  List<RexNode> residual() {
    return residual;
  }

  /** The lookup; the keys' columns of its input come last, or are columns of the other side. */
  OnlineLookup build(RelBuilder builder) {
    builder.push(other);
    List<RexNode> computed = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (RexNode key : keys) {
      if (key instanceof RexInputRef reference) {
        columns.add(reference.getIndex());
      } else {
        columns.add(width() + computed.size());
        computed.add(key);
      }
    }
    if (!computed.isEmpty()) {
      builder.projectPlus(computed);
    }
    return OnlineLookup.of(builder.build(), online.scan(), columns);
  }

  private boolean takeKey(RexNode term) {
    RexNode comparison = values.comparison(term);
    if (comparison.getKind() != SqlKind.EQUALS) {
      return false;
    }
    List<RexNode> sides = ((RexCall) comparison).getOperands();
    return takeKey(sides.get(0), sides.get(1)) || takeKey(sides.get(1), sides.get(0));
  }

  private boolean takeKey(RexNode key, RexNode value) {
    RexNode bare = KeyValues.bare(key);
    ImmutableBitSet otherColumns = ImmutableBitSet.range(width());
    if (!(bare instanceof RexInputRef reference)
        || reference.getIndex() < width()
        || reference.getIndex() >= width() + keys.length
        || keys[reference.getIndex() - width()] != null
        || !otherColumns.contains(RelOptUtil.InputFinder.bits(value))) {
      return false;
    }
    Optional<RexNode> typed = values.typed(value, bare.getType());
    typed.ifPresent(found -> keys[reference.getIndex() - width()] = found);
    return typed.isPresent();
  }

  private int width() {
    return other.getRowType().getFieldCount();
  }
}
