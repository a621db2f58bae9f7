package dev.pitwall.core.planner.rule;

import dev.pitwall.core.planner.logical.FeatureMatch;
import dev.pitwall.core.planner.logical.OnlineLookup;
import dev.pitwall.core.planner.logical.PointInTimeJoin;
import dev.pitwall.core.planner.logical.StoreScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.linq4j.Ord;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mapping;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;

/**
 * Removes the columns that nobody looks at, down to the stores. Calcite finds the methods for our
 * nodes by reflection.
 */
public final class UnusedFields extends RelFieldTrimmer {
  public UnusedFields(RelBuilder builder) {
    super(null, builder);
  }

  /** Reads the columns used only, and one at least: a row without columns cannot be counted. */
  public TrimResult trimFields(
      StoreScan scan, ImmutableBitSet used, Set<RelDataTypeField> extraFields) {
    ImmutableBitSet kept = used.isEmpty() ? ImmutableBitSet.of(0) : used;
    if (kept.cardinality() == scan.columns().size()) {
      return result(scan, Mappings.createIdentity(scan.columns().size()));
    }
    return result(scan.withColumns(kept.asList()), surviving(kept, scan.columns().size()));
  }

  /** Puts out the features used only; keys and timestamps are read all the same. */
  public TrimResult trimFields(
      PointInTimeJoin join, ImmutableBitSet used, Set<RelDataTypeField> extraFields) {
    int spineWidth = join.spineWidth();
    TrimResult spine = trimChild(join, join.spine(), spineColumns(join, used), Set.of());
    ImmutableBitSet.Builder kept = ImmutableBitSet.builder();
    keepAllOf(spine.right, kept);
    List<RelNode> features = new ArrayList<>();
    List<FeatureMatch> matches = new ArrayList<>();
    int offset = spineWidth;
    for (Ord<FeatureMatch> match : Ord.zip(join.matches())) {
      List<Integer> output = new ArrayList<>();
      for (int column : match.e.output()) {
        if (used.get(offset)) {
          output.add(column);
          kept.set(offset);
        }
        offset++;
      }
      TrimResult feature = trimFeature(join, join.features().get(match.i), match.e, output);
      features.add(feature.left);
      matches.add(moved(match.e, output, spine.right, feature.right));
    }
    RelNode trimmed = PointInTimeJoin.create(spine.left, features, matches);
    return result(trimmed, surviving(kept.build(), join.getRowType().getFieldCount()));
  }

  /** Asks for the features used only. */
  public TrimResult trimFields(
      OnlineLookup lookup, ImmutableBitSet used, Set<RelDataTypeField> extraFields) {
    int inputWidth = lookup.getInput().getRowType().getFieldCount();
    ImmutableBitSet.Builder inputColumns = ImmutableBitSet.builder();
    used.asList().stream().filter(column -> column < inputWidth).forEach(inputColumns::set);
    lookup.views().forEach(view -> inputColumns.addAll(view.keyColumns()));
    TrimResult input = trimChild(lookup, lookup.getInput(), inputColumns.build(), Set.of());
    ImmutableBitSet.Builder kept = ImmutableBitSet.builder();
    keepAllOf(input.right, kept);
    List<OnlineLookup.View> views = new ArrayList<>();
    int offset = inputWidth;
    for (OnlineLookup.View view : lookup.views()) {
      List<Integer> features = featuresAsked(view, offset, used);
      for (int feature : features) {
        kept.set(offset + feature);
      }
      offset += view.looked().size();
      kept.set(offset - 2, offset);
      List<Integer> keys = view.keyColumns().stream().map(input.right::getTarget).toList();
      views.add(view.withFeatures(features).withKeys(keys));
    }
    RelNode trimmed = OnlineLookup.of(input.left, views);
    return result(trimmed, surviving(kept.build(), lookup.getRowType().getFieldCount()));
  }

  /** The status is about the features asked for; when none is used, about all of them. */
  private static List<Integer> featuresAsked(
      OnlineLookup.View view, int offset, ImmutableBitSet used) {
    int count = view.features().size();
    List<Integer> asked =
        IntStream.range(0, count).filter(i -> used.get(offset + i)).boxed().toList();
    boolean statusOnly = asked.isEmpty() && used.get(offset + view.looked().size() - 1);
    return statusOnly ? IntStream.range(0, count).boxed().toList() : asked;
  }

  private static ImmutableBitSet spineColumns(PointInTimeJoin join, ImmutableBitSet used) {
    ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
    used.asList().stream().filter(column -> column < join.spineWidth()).forEach(columns::set);
    for (FeatureMatch match : join.matches()) {
      columns.addAll(match.spineKeys());
      columns.set(match.spineTimestamp());
    }
    return columns.build();
  }

  private TrimResult trimFeature(
      PointInTimeJoin join, RelNode feature, FeatureMatch match, List<Integer> output) {
    ImmutableBitSet.Builder used = ImmutableBitSet.builder();
    used.addAll(match.featureKeys());
    used.addAll(output);
    used.set(match.eventTimestamp());
    match.createdTimestamp().ifPresent(used::set);
    return trimChild(join, feature, used.build(), Set.of());
  }

  private static FeatureMatch moved(
      FeatureMatch match, List<Integer> output, Mapping spine, Mapping feature) {
    return match
        .withFeature(feature::getTarget, output.stream().map(feature::getTarget).toList())
        .withSpine(
            match.spineKeys().stream().map(spine::getTarget).toList(),
            spine.getTarget(match.spineTimestamp()));
  }

  /** A child may keep more columns than it was asked for. */
  private static void keepAllOf(Mapping spine, ImmutableBitSet.Builder kept) {
    for (int column = 0; column < spine.getSourceCount(); column++) {
      if (spine.getTargetOpt(column) >= 0) {
        kept.set(column);
      }
    }
  }

  private static Mapping surviving(ImmutableBitSet kept, int width) {
    Mapping mapping = Mappings.create(MappingType.INVERSE_SURJECTION, width, kept.cardinality());
    Ord.forEach(kept.asList(), (column, place) -> mapping.set(column, place));
    return mapping;
  }
}
