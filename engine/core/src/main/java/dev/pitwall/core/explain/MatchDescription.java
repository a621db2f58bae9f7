package dev.pitwall.core.explain;

import dev.pitwall.execution.pipeline.ScanPipeline;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.term.MatchPolicy;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/** Describes which feature rows a join matches, and how it comes by them. */
final class MatchDescription {
  private static final String KEPT = "kept in memory";

  private MatchDescription() {}

  /** Of an as-of join, which keeps the feature rows. */
  static String kept(Schema spine, FeatureInput feature) {
    return text(spine, feature, KEPT);
  }

  /** Of a point-in-time join, which reads them late where it can. */
  static String late(Schema spine, FeatureInput feature) {
    return text(spine, feature, strategy(feature));
  }

  private static String text(Schema spine, FeatureInput feature, String strategy) {
    Schema source = feature.source().schema();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < feature.featureKeys().size(); i++) {
      parts.add(
          ColumnTerms.name(source, feature.featureKeys().get(i))
              + " = "
              + ColumnTerms.name(spine, feature.spineKeys().get(i)));
    }
    parts.add(feature.condition());
    String newest =
        feature.createdTimestamp().isPresent()
            ? ColumnTerms.name(source, feature.createdTimestamp().getAsInt())
                + nulls(feature.policy())
                + ", commit"
            : "commit";
    String unmatched =
        feature.policy().unmatched() == MatchPolicy.Unmatched.KEEP ? "left" : "inner";
    return unmatched
        + "("
        + String.join(" AND ", parts)
        + "; ties by "
        + newest
        + "; "
        + strategy
        + ")";
  }

  private static String strategy(FeatureInput feature) {
    if (!ScanPipeline.isAbove(feature.source())) {
      return KEPT + ", not a plain scan";
    }
    boolean hasTimes =
        ScanPipeline.storeColumn(feature.source(), feature.eventTimestamp()).isPresent();
    return hasTimes ? "read late, newest first" : "read late, in any order: computed times";
  }

  private static String nulls(MatchPolicy policy) {
    return policy.unknownCreated() == MatchPolicy.UnknownCreated.NEWEST ? " NULLS FIRST" : "";
  }
}
