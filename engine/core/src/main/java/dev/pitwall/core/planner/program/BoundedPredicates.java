package dev.pitwall.core.planner.program;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.ChainedRelMetadataProvider;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMdPredicates;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * What is known of all rows of a node, but nothing of a union of many, such as a long VALUES that
 * computes. Calcite takes what is known of one input or of another, and simplifies that in the
 * square of their number.
 */
public final class BoundedPredicates extends RelMdPredicates {
  private static final int MANY = 20;

  private static final JaninoRelMetadataProvider PROVIDER =
      JaninoRelMetadataProvider.of(
          ChainedRelMetadataProvider.of(
              List.of(
                  ReflectiveRelMetadataProvider.reflectiveSource(
                      new BoundedPredicates(), BuiltInMetadata.Predicates.Handler.class),
                  DefaultRelMetadataProvider.INSTANCE)));

  private BoundedPredicates() {}

  /** Has the rules that plan the nodes of a cluster ask here. */
  static void in(RelOptCluster cluster) {
    cluster.setMetadataQuerySupplier(
        () -> {
          RelMetadataQuery.THREAD_PROVIDERS.set(PROVIDER);
          return RelMetadataQuery.instance();
        });
  }

  @Override
  public RelOptPredicateList getPredicates(Union union, RelMetadataQuery metadata) {
    return union.getInputs().size() < MANY
        ? super.getPredicates(union, metadata)
        : RelOptPredicateList.EMPTY;
  }
}
