package dev.pitwall.core.planner.program;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.TreeRangeSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
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
import org.apache.calcite.util.Sarg;

/**
 * Makes one SEARCH of each long list of comparisons with constants, as IN is converted to. Calcite
 * does the same while it simplifies, but takes the cube of the list's length for it.
 */
final class ListedConstants extends RelHomogeneousShuttle {
  private static final int MANY = 20;

  private final Lists lists;

  ListedConstants(RexBuilder rex) {
    this.lists = new Lists(rex);
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(lists);
  }

  private static final class Lists extends RexShuttle {
    private final RexBuilder rex;

    Lists(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall list) || list.getOperands().size() < MANY) {
        return visited;
      }
      return switch (list.getKind()) {
        case OR -> RexUtil.composeDisjunction(rex, terms(list, SqlKind.EQUALS));
        case AND -> RexUtil.composeConjunction(rex, terms(list, SqlKind.NOT_EQUALS));
        default -> visited;
      };
    }

    /** The terms of a list, those that compare one value with many constants taken together. */
    private List<RexNode> terms(RexCall list, SqlKind comparison) {
      Map<RexNode, List<RexNode>> compared = new LinkedHashMap<>();
      List<RexNode> terms = new ArrayList<>();
      for (RexNode term : list.getOperands()) {
        if (term.isA(comparison) && isListed((RexCall) term)) {
          compared
              .computeIfAbsent(((RexCall) term).getOperands().get(0), v -> new ArrayList<>())
              .add(term);
        } else {
          terms.add(term);
        }
      }
      compared.forEach(
          (value, comparisons) -> {
            if (comparisons.size() < MANY) {
              terms.addAll(comparisons);
            } else {
              terms.add(search(value, comparison, comparisons));
            }
          });
      return terms;
    }

    private static boolean isListed(RexCall comparison) {
      if (!(comparison.getOperands().get(1) instanceof RexLiteral literal) || literal.isNull()) {
        return false;
      }
      return switch (comparison.getOperands().get(0).getType().getSqlTypeName()) {
        case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
            literal.getValue() instanceof BigDecimal;
        case VARCHAR -> literal.getValue() instanceof NlsString;
        default -> false;
      };
    }

    private RexNode search(RexNode value, SqlKind comparison, List<RexNode> comparisons) {
      Sarg<?> points =
          value.getType().getSqlTypeName() == SqlTypeName.VARCHAR
              ? points(comparisons, NlsString.class)
              : points(comparisons, BigDecimal.class);
      return rex.makeCall(
          SqlStdOperatorTable.SEARCH,
          value,
          rex.makeSearchArgumentLiteral(
              comparison == SqlKind.EQUALS ? points : points.negate(), value.getType()));
    }

    private static <C extends Comparable<C>> Sarg<C> points(
        List<RexNode> comparisons, Class<C> type) {
      TreeRangeSet<C> points = TreeRangeSet.create();
      for (RexNode comparison : comparisons) {
        RexLiteral constant = (RexLiteral) ((RexCall) comparison).getOperands().get(1);
        points.add(Range.singleton(type.cast(constant.getValue())));
      }
      return Sarg.of(RexUnknownAs.UNKNOWN, ImmutableRangeSet.copyOf(points));
    }
  }
}
