package dev.pitwall.core.planner.online;

import dev.pitwall.core.planner.logical.OnlineLookup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Finds in the condition of a join by which expressions of the other side the join keys of an
 * online table are given. The condition is about the other side's columns, then the table's.
 */
final class KeyedLookup {
  private final RelNode other;
  private final OnlineSide online;
  private final RexBuilder rex;
  private final RexNode[] keys;
  private final List<RexNode> residual = new ArrayList<>();

  KeyedLookup(RelNode other, OnlineSide online) {
    this.other = other;
    this.online = online;
    this.rex = other.getCluster().getRexBuilder();
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
    if (term.getKind() != SqlKind.EQUALS) {
      return false;
    }
    List<RexNode> sides = ((RexCall) term).getOperands();
    return takeKey(sides.get(0), sides.get(1)) || takeKey(sides.get(1), sides.get(0));
  }

  private boolean takeKey(RexNode key, RexNode value) {
    RexNode bare = isWidening(key) ? ((RexCall) key).getOperands().get(0) : key;
    ImmutableBitSet otherColumns = ImmutableBitSet.range(width());
    if (!(bare instanceof RexInputRef reference)
        || reference.getIndex() < width()
        || reference.getIndex() >= width() + keys.length
        || keys[reference.getIndex() - width()] != null
        || !otherColumns.contains(RelOptUtil.InputFinder.bits(value))) {
      return false;
    }
    Optional<RexNode> typed = typed(value, bare.getType());
    typed.ifPresent(found -> keys[reference.getIndex() - width()] = found);
    return typed.isPresent();
  }

  /** A value of the key's type; NULL, which no key equals, for a number that the type lacks. */
  private Optional<RexNode> typed(RexNode value, RelDataType keyType) {
    SqlTypeName from = value.getType().getSqlTypeName();
    SqlTypeName to = keyType.getSqlTypeName();
    if (from == to
        || SqlTypeName.CHAR_TYPES.contains(from) && SqlTypeName.CHAR_TYPES.contains(to)) {
      return Optional.of(value);
    }
    if (!SqlTypeName.INT_TYPES.contains(from) || !SqlTypeName.INT_TYPES.contains(to)) {
      return Optional.empty();
    }
    RelDataType nullable =
        other.getCluster().getTypeFactory().createTypeWithNullability(keyType, true);
    RexNode cast = rex.makeCast(nullable, value, true, false);
    if (from.compareTo(to) <= 0) {
      return Optional.of(cast);
    }
    RexNode inRange =
        rex.makeBetween(value, limit(to, value.getType(), -1), limit(to, value.getType(), 1));
    return Optional.of(
        rex.makeCall(SqlStdOperatorTable.CASE, inRange, cast, rex.makeNullLiteral(nullable)));
  }

  private RexNode limit(SqlTypeName type, RelDataType as, int sign) {
    BigDecimal limit =
        (BigDecimal) type.getLimit(sign > 0, SqlTypeName.Limit.OVERFLOW, false, -1, -1);
    return rex.makeExactLiteral(
        limit, other.getCluster().getTypeFactory().createTypeWithNullability(as, false));
  }

  private static boolean isWidening(RexNode node) {
    if (node.getKind() != SqlKind.CAST) {
      return false;
    }
    SqlTypeName from = ((RexCall) node).getOperands().get(0).getType().getSqlTypeName();
    SqlTypeName to = node.getType().getSqlTypeName();
    return RexUtil.isLosslessCast(node)
        || SqlTypeName.INT_TYPES.contains(from)
            && SqlTypeName.INT_TYPES.contains(to)
            && from.compareTo(to) <= 0;
  }

  private int width() {
    return other.getRowType().getFieldCount();
  }
}
