package dev.pitwall.core.codegen;

import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.plan.BatchTransform;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.tools.Programs;

/**
 * Runs single relational operations through Calcite's Enumerable: whatever has no operator of its
 * own. Lowered types make that exact.
 */
public final class EnumerableTransforms {
  private EnumerableTransforms() {}

  /** The inputs that the operation reads; a correlation evaluates its right side itself. */
  public static List<RelNode> inputs(RelNode node) {
    return node instanceof Correlate ? node.getInputs().subList(0, 1) : node.getInputs();
  }

  /** What the operation is called. */
  public static String name(RelNode node) {
    return node.getRelTypeName().replaceFirst("^Logical", "").toLowerCase(Locale.ROOT);
  }

  /**
   * Compiles an operation.
   *
   * @throws PitwallException NOT_SUPPORTED when Calcite cannot run it either
   */
  public static BatchTransform of(RelNode node) {
    Map<String, Object> constants = new HashMap<>();
    Bindable<?> compiled = compile(node, constants);
    Schema schema = ArrowTypes.schema(node.getRowType());
    String name = name(node); // a plan may be kept, the algebra should not be
    return (inputs, allocator, context) -> {
      Map<String, Object> variables = new HashMap<>(constants);
      for (int i = 0; i < inputs.size(); i++) {
        variables.put(RowsLeaf.variable(i), new BatchRows(inputs.get(i)));
      }
      OperationContext operation = new OperationContext(context, variables);
      return new RowBatches(
          name, schema, () -> (Enumerable<?>) compiled.bind(operation), inputs, allocator);
    };
  }

  private static Bindable<?> compile(RelNode node, Map<String, Object> constants) {
    try {
      return EnumerableInterpretable.toBindable(
          constants, null, implemented(node), EnumerableRel.Prefer.ARRAY);
    } catch (RuntimeException | AssertionError e) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "this kind of " + name(node) + " is not supported: " + firstLine(e),
          e);
    }
  }

  private static EnumerableRel implemented(RelNode node) {
    RelOptPlanner planner = node.getCluster().getPlanner();
    planner.clear();
    for (RelOptRule rule : EnumerableRules.rules()) {
      planner.addRule(rule);
    }
    List<RelNode> leaves = new ArrayList<>(node.getInputs());
    for (int i = 0; i < inputs(node).size(); i++) {
      leaves.set(i, new RowsLeaf(node.getCluster(), i, leaves.get(i).getRowType()));
    }
    RelNode root = TextExtremes.byCodePoint(written(node.copy(node.getTraitSet(), leaves)));
    planner.setRoot(
        planner.changeTraits(root, root.getTraitSet().replace(EnumerableConvention.INSTANCE)));
    return (EnumerableRel)
        Programs.calc(DefaultRelMetadataProvider.INSTANCE)
            .run(planner, planner.findBestExp(), root.getTraitSet(), List.of(), List.of());
  }

  /** With comparisons, also below a correlation, as {@link ExpressionCompiler} has them. */
  private static RelNode written(RelNode node) {
    WrittenForm form = new WrittenForm(node.getCluster().getRexBuilder());
    return node.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            checkUnnumbered(other);
            return super.visit(other).accept(form);
          }
        });
  }

  /** Calcite's code would make lists of what are rows otherwise. */
  private static void checkUnnumbered(RelNode node) {
    if (node instanceof Uncollect uncollect && uncollect.withOrdinality) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED, "WITH ORDINALITY numbers the elements of constant lists only");
    }
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
