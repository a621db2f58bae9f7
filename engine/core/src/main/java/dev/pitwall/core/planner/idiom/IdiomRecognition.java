package dev.pitwall.core.planner.idiom;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes a {@link dev.pitwall.core.planner.logical.PointInTimeJoin} of every part of a plan that is
 * provably one, and notes why of those that only look so. Works on plans in which sub-queries are
 * correlations. For one plan.
 */
public final class IdiomRecognition extends RelHomogeneousShuttle {
  private static final List<Idiom> IDIOMS =
      List.of(
          new RecogniseFirstRowNumberRule(),
          new RecogniseNewestCorrelatedRowRule(),
          new RecogniseLeadIntervalRule());

  private final RelBuilder builder;
  private final Map<RelNode, String> reasons = new IdentityHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private boolean rewritten;

  public IdiomRecognition(RelBuilder builder) {
    this.builder = builder;
  }

  /** Why parts of the plan stay as they are written, a line each, in the order found. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Whether any part of the plan was rewritten. */
  public boolean hasRewritten() {
    return rewritten;
  }

  /** Looks at a node before its inputs: an idiom is told by its upper end. */
  @Override
  public RelNode visit(RelNode node) {
    RelNode found = node;
    for (Idiom idiom : IDIOMS) {
      Optional<Idiom.Finding> finding = idiom.find(node).filter(this::isNew);
      if (finding.isPresent()) {
        found = rewritten(node, finding.get());
        break;
      }
    }
    rewritten |= found != node;
    return super.visit(found);
  }

  private boolean isNew(Idiom.Finding finding) {
    return !reasons.containsKey(finding.place());
  }

  private RelNode rewritten(RelNode node, Idiom.Finding finding) {
    try {
      if (!FreeVariables.of(node).isEmpty()) {
        throw new LookAlikeException("it looks at columns of a query around it");
      }
      return finding.rewrite(builder);
    } catch (LookAlikeException e) {
      reasons.put(finding.place(), e.getMessage());
      notes.add("not a point-in-time join: " + e.getMessage());
      return node;
    }
  }
}
