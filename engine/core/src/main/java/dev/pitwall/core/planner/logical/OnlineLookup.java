package dev.pitwall.core.planner.logical;

import dev.pitwall.core.table.OnlineTable;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Looks up the keys of its input in an online table. Puts out the input's columns, then the
 * features asked for, the event timestamp and the status: one row for each input row.
 */
public final class OnlineLookup extends SingleRel {
  private final OnlineTable table;
  private final List<Integer> keyColumns;
  private final List<RelDataTypeField> looked;

  private OnlineLookup(
      RelNode input, OnlineTable table, List<Integer> keyColumns, List<RelDataTypeField> looked) {
    super(input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input);
    this.table = Objects.requireNonNull(table, "table");
    this.keyColumns = List.copyOf(keyColumns);
    this.looked = List.copyOf(looked);
  }

  /**
   * Makes a lookup of all features.
   *
   * @param scan what is looked up
   * @param keyColumns input columns with the join keys, in the entity's order
   */
  public static OnlineLookup of(RelNode input, OnlineScan scan, List<Integer> keyColumns) {
    List<RelDataTypeField> fields = scan.getRowType().getFieldList();
    return new OnlineLookup(
        input, scan.table(), keyColumns, fields.subList(keyColumns.size(), fields.size()));
  }

  public OnlineTable table() {
    return table;
  }

  /** Input columns with the join keys, in the entity's order. */
  public List<Integer> keyColumns() {
    return keyColumns;
  }

  /** The features asked for. */
  public List<String> features() {
    return looked.subList(0, looked.size() - 2).stream().map(RelDataTypeField::getName).toList();
  }

  /** The same lookup of some features only, given by their places among {@link #features()}. */
  public OnlineLookup withFeatures(RelNode newInput, List<Integer> newKeys, List<Integer> kept) {
    List<RelDataTypeField> fields = new java.util.ArrayList<>();
    kept.forEach(feature -> fields.add(looked.get(feature)));
    fields.addAll(looked.subList(looked.size() - 2, looked.size()));
    return new OnlineLookup(newInput, table, newKeys, fields);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new OnlineLookup(inputs.get(0), table, keyColumns, looked);
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory.Builder builder = getCluster().getTypeFactory().builder();
    builder.addAll(getInput().getRowType().getFieldList());
    builder.addAll(looked);
    return builder.uniquify().build();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("view", table.name())
        .item("keys", keyColumns)
        .item("features", features());
  }
}
