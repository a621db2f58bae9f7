package dev.pitwall.core.planner.idiom;

import dev.pitwall.core.planner.rule.MatchTerms.Comparison;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The feature rows among which each spine row chooses one. Expressions count the spine's columns
 * first, then the feature input's.
 *
 * @param conditions all of which a feature row meets for the spine row that may choose it
 */
record Candidates(RelNode spine, RelNode feature, Unmatched unmatched, List<RexNode> conditions) {
  private static final Pattern COLUMN = Pattern.compile("\\$(\\d+)");

  Candidates {
    conditions = List.copyOf(conditions);
  }

  /** The terms of conditions that must all hold. */
  static List<RexNode> terms(RexBuilder rex, List<RexNode> conditions) {
    List<RexNode> terms = new ArrayList<>();
    for (RexNode condition : conditions) {
      RexNode expanded = RexUtil.expandSearch(rex, null, condition);
      RelOptUtil.conjunctions(expanded).stream()
          .filter(term -> !term.isAlwaysTrue())
          .forEach(terms::add);
    }
    return terms;
  }

  int spineWidth() {
    return spine.getRowType().getFieldCount();
  }

  /** Whether an expression looks at spine columns alone, and at one at least. */
  private boolean looksAtSpine(RexNode node) {
    return isSpine(node) && !RelOptUtil.InputFinder.bits(node).isEmpty();
  }

  /** Whether an expression looks at spine columns alone, or at none. */
  boolean isSpine(RexNode node) {
    ImmutableBitSet columns = RelOptUtil.InputFinder.bits(node);
    return columns.isEmpty() || columns.length() <= spineWidth();
  }

  /** Whether an expression looks at feature columns alone, and at one at least. */
  boolean isFeature(RexNode node) {
    ImmutableBitSet columns = RelOptUtil.InputFinder.bits(node);
    return !columns.isEmpty() && columns.nth(0) >= spineWidth();
  }

  /** The spine columns that expressions look at. */
  ImmutableBitSet spineColumns(Iterable<? extends RexNode> nodes) {
    ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
    nodes.forEach(node -> columns.addAll(RelOptUtil.InputFinder.bits(node)));
    return columns.build().intersect(ImmutableBitSet.range(spineWidth()));
  }

  /** An expression on feature columns, counted in the feature input. */
  RexNode toFeature(RexNode node) {
    RexBuilder rex = feature.getCluster().getRexBuilder();
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return rex.makeInputRef(feature, reference.getIndex() - spineWidth());
          }
        });
  }

  /** A term that compares the two sides, each counted in its own input. */
  Optional<Comparison> comparison(RexNode term) {
    if (!(term instanceof RexCall call) || !SqlKind.COMPARISON.contains(call.getKind())) {
      return Optional.empty();
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (isFeature(left) && looksAtSpine(right)) {
      return Optional.of(new Comparison(call.getKind(), toFeature(left), right));
    } else if (looksAtSpine(left) && isFeature(right)) {
      return Optional.of(new Comparison(call.getKind().reverse(), toFeature(right), left));
    }
    return Optional.empty();
  }

  /** An expression on both sides' columns, with their names. */
  String text(RexNode node) {
    List<String> names = new ArrayList<>(spine.getRowType().getFieldNames());
    names.addAll(feature.getRowType().getFieldNames());
    return text(node, names);
  }

  /** An expression on the feature input's own columns, with their names. */
  String featureText(RexNode node) {
    return text(node, feature.getRowType().getFieldNames());
  }

  private static String text(RexNode node, List<String> names) {
    return COLUMN.matcher(node.toString()).replaceAll(found -> name(found, names));
  }

  private static String name(MatchResult found, List<String> names) {
    int column = Integer.parseInt(found.group(1));
    return Matcher.quoteReplacement(column < names.size() ? names.get(column) : found.group());
  }
}
