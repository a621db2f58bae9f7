package dev.pitwall.core.planner.logical;

import dev.pitwall.core.planner.lowering.LoweredRel;
import dev.pitwall.core.planner.lowering.RexLowering;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.MatchPolicy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * For each spine row, the newest row of each feature input that was valid at the spine row's
 * timestamp, as {@link dev.pitwall.execution.plan.term.MatchPolicy} says, or the nearest in another
 * order or direction. The first input is the spine, the others are the feature inputs. Never
 * multiplies a spine row.
 *
 * <p>Not a Calcite {@code Join}: a rule that knows joins only would break its meaning.
 */
public final class PointInTimeJoin extends AbstractRelNode implements LoweredRel {
  private static final Set<SqlTypeName> STREAMED =
      EnumSet.of(
          SqlTypeName.BIGINT, SqlTypeName.TIMESTAMP, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

  private final List<RelNode> inputs;
  private final List<FeatureMatch> matches;

  private PointInTimeJoin(
      RelOptCluster cluster, RelTraitSet traits, List<RelNode> inputs, List<FeatureMatch> matches) {
    super(cluster, traits);
    this.inputs = new ArrayList<>(inputs);
    this.matches = List.copyOf(matches);
  }

  /**
   * Makes a join.
   *
   * @param features pairwise with {@code matches}
   */
  public static PointInTimeJoin create(
      RelNode spine, List<RelNode> features, List<FeatureMatch> matches) {
    List<RelNode> inputs = new ArrayList<>();
    inputs.add(spine);
    inputs.addAll(features);
    RelOptCluster cluster = spine.getCluster();
    return new PointInTimeJoin(cluster, cluster.traitSetOf(Convention.NONE), inputs, matches);
  }

  public RelNode spine() {
    return inputs.get(0);
  }

  /** The feature inputs, pairwise with the matches. */
  public List<RelNode> features() {
    return List.copyOf(inputs.subList(1, inputs.size()));
  }

  public List<FeatureMatch> matches() {
    return matches;
  }

  /**
   * Whether all matches are backward ones of BIGINTs, or of what is lowered to them, whose features
   * need not be kept.
   */
  public boolean isStreamed() {
    for (int i = 0; i < matches.size(); i++) {
      List<RelDataTypeField> fields = inputs.get(i + 1).getRowType().getFieldList();
      RelDataType type = fields.get(matches.get(i).eventTimestamp()).getType();
      if (matches.get(i).direction() != MatchDirection.BACKWARD
          || !STREAMED.contains(type.getSqlTypeName())) {
        return false;
      }
    }
    return true;
  }

  /** How many columns at the start are the spine's. */
  public int spineWidth() {
    return spine().getRowType().getFieldCount();
  }

  @Override
  public List<RelNode> getInputs() {
    return List.copyOf(inputs);
  }

  @Override
  public void replaceInput(int ordinal, RelNode input) {
    inputs.set(ordinal, input);
    recomputeDigest();
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> newInputs) {
    return new PointInTimeJoin(getCluster(), traits, newInputs, matches);
  }

  @Override
  public RelNode lower(List<RelNode> loweredInputs, RexLowering expressions) {
    return copy(getTraitSet(), loweredInputs);
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory types = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder builder = types.builder();
    builder.addAll(spine().getRowType().getFieldList());
    for (int i = 0; i < matches.size(); i++) {
      List<RelDataTypeField> fields = inputs.get(i + 1).getRowType().getFieldList();
      boolean kept = matches.get(i).policy().unmatched() == MatchPolicy.Unmatched.KEEP;
      for (int column : matches.get(i).output()) {
        RelDataType type = fields.get(column).getType();
        builder.add(
            fields.get(column).getName(),
            kept ? types.createTypeWithNullability(type, true) : type);
      }
    }
    return builder.uniquify().build();
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return metadata.getRowCount(spine());
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    super.explainTerms(writer).input("spine", spine());
    for (int i = 0; i < matches.size(); i++) {
      writer.input("feature" + i, inputs.get(i + 1)).item("match" + i, matches.get(i));
    }
    return writer;
  }
}
