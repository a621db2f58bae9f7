package dev.pitwall.core.codegen;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import dev.pitwall.core.function.ConstantLists;
import dev.pitwall.core.function.StaticFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.RangeSets;
import org.apache.calcite.util.Sarg;

/** Writes each SEARCH out: as comparisons, or as a look into a list when it has many points. */
final class SearchExpansion extends RexShuttle {
  private static final int MANY = 32;

  /** A constant of a class has at most 65,535 bytes, and a character at most three. */
  private static final int LONGEST_TEXT = 20_000;

  private final RexBuilder rex;

  SearchExpansion(RexBuilder rex) {
    this.rex = rex;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    if (!call.isA(SqlKind.SEARCH)) {
      return super.visitCall(call);
    }
    RexNode value = call.getOperands().get(0).accept(this);
    Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
    return inLists(value, call.getOperands().get(1).getType(), sarg)
        .orElseGet(() -> ranges(value, call.getOperands().get(1).getType(), sarg));
  }

  private <C extends Comparable<C>> Optional<RexNode> inLists(
      RexNode value, RelDataType type, Sarg<C> sarg) {
    boolean isComplement = sarg.isComplementedPoints();
    Sarg<C> inside = isComplement ? sarg.negate() : sarg;
    List<C> points = new ArrayList<>();
    ImmutableRangeSet.Builder<C> others = ImmutableRangeSet.builder();
    for (Range<C> range : inside.rangeSet.asRanges()) {
      if (RangeSets.isPoint(range)) {
        points.add(range.lowerEndpoint());
      } else {
        others.add(range);
      }
    }
    if (points.size() < MANY) {
      return Optional.empty();
    }
    return has(value, points)
        .map(
            found -> {
              List<RexNode> terms = new ArrayList<>(found);
              Sarg<C> rest = Sarg.of(RexUnknownAs.UNKNOWN, others.build());
              if (!rest.isNone()) {
                terms.add(ranges(value, type, rest));
              }
              RexNode any = RexUtil.composeDisjunction(rex, terms);
              RexNode known = isComplement ? rex.makeCall(SqlStdOperatorTable.NOT, any) : any;
              return withNull(value, known, sarg.nullAs);
            });
  }

  private RexNode ranges(RexNode value, RelDataType type, Sarg<?> rest) {
    return RexUtil.expandSearch(
        rex,
        null,
        rex.makeCall(SqlStdOperatorTable.SEARCH, value, rex.makeSearchArgumentLiteral(rest, type)));
  }

  private RexNode withNull(RexNode value, RexNode known, RexUnknownAs nullAs) {
    return switch (nullAs) {
      case UNKNOWN -> known;
      case TRUE ->
          rex.makeCall(
              SqlStdOperatorTable.OR, rex.makeCall(SqlStdOperatorTable.IS_NULL, value), known);
      case FALSE ->
          rex.makeCall(
              SqlStdOperatorTable.AND, rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value), known);
    };
  }

  /** Looks into as many lists as the values take; empty for types that have none. */
  private Optional<List<RexNode>> has(RexNode value, List<?> points) {
    return switch (value.getType().getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          Optional.of(
              has(
                  "hasNumber",
                  value,
                  points.stream().map(SearchExpansion::whole).filter(Objects::nonNull).toList()));
      case DECIMAL -> Optional.of(has("hasDecimal", value, points));
      case VARCHAR -> {
        List<String> texts = points.stream().map(p -> ((NlsString) p).getValue()).toList();
        yield texts.stream().anyMatch(text -> text.length() > LONGEST_TEXT)
            ? Optional.empty()
            : Optional.of(has("hasText", value, texts));
      }
      default -> Optional.empty();
    };
  }

  /** Null for what no whole number is equal to. */
  private static Long whole(Object point) {
    BigDecimal number = ((BigDecimal) point).stripTrailingZeros();
    return number.scale() <= 0 && number.toBigInteger().bitLength() < Long.SIZE
        ? number.longValueExact()
        : null;
  }

  private List<RexNode> has(String method, RexNode value, List<?> constants) {
    StaticFunction function = StaticFunction.of(ConstantLists.class, method);
    RelDataType text = rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
    return lists(constants).stream()
        .map(list -> rex.makeCall(function, value, rex.makeLiteral(list, text, false)))
        .toList();
  }

  private static List<String> lists(List<?> constants) {
    List<String> lists = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    for (Object constant : constants) {
      String next = ConstantLists.write(List.of(constant));
      if (list.length() + next.length() > LONGEST_TEXT) {
        lists.add(list.toString());
        list.setLength(0);
      }
      list.append(next);
    }
    lists.add(list.toString());
    return lists;
  }
}
