package dev.pitwall.core.planner.logical;

import dev.pitwall.core.table.OnlineTable;
import java.util.ArrayList;
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
 * Looks up the keys of its input in online tables. Puts out the input's columns, then for each
 * table the features asked for, the event timestamp and the status: one row for each input row.
 */
public final class OnlineLookup extends SingleRel {
  private final List<View> views;

  private OnlineLookup(RelNode input, List<View> views) {
    super(input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input);
    this.views = List.copyOf(views);
  }

  /**
   * What is looked up in one table.
   *
   * @param keyColumns input columns with the join keys, in the entity's order
   * @param looked the features asked for, then the event timestamp and the status
   */
  public record View(OnlineTable table, List<Integer> keyColumns, List<RelDataTypeField> looked) {
    /** How many columns a lookup puts out behind the features. */
    private static final int FACTS = 2;

    public View {
      Objects.requireNonNull(table, "table");
      keyColumns = List.copyOf(keyColumns);
      looked = List.copyOf(looked);
    }

    /** The features asked for. */
    public List<String> features() {
      return looked.subList(0, looked.size() - FACTS).stream()
          .map(RelDataTypeField::getName)
          .toList();
    }

    /** The same lookup of some features only, given by their places among {@link #features()}. */
    public View withFeatures(List<Integer> kept) {
      List<RelDataTypeField> fields = new ArrayList<>();
      kept.forEach(feature -> fields.add(looked.get(feature)));
      fields.addAll(looked.subList(looked.size() - FACTS, looked.size()));
      return new View(table, keyColumns, fields);
    }

    /** The same lookup by other columns of the input. */
    public View withKeys(List<Integer> keys) {
      return new View(table, keys, looked);
    }
  }

  /**
   * Makes a lookup of all features.
   *
   * @param scan what is looked up
   * @param keyColumns input columns with the join keys, in the entity's order
   */
  public static OnlineLookup of(RelNode input, OnlineScan scan, List<Integer> keyColumns) {
    List<RelDataTypeField> fields = scan.getRowType().getFieldList();
    List<RelDataTypeField> looked = fields.subList(scan.table().keyCount(), fields.size());
    return new OnlineLookup(input, List.of(new View(scan.table(), keyColumns, looked)));
  }

  /** Makes a lookup. */
  public static OnlineLookup of(RelNode input, List<View> views) {
    return new OnlineLookup(input, views);
  }

  public List<View> views() {
    return views;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new OnlineLookup(inputs.get(0), views);
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory.Builder builder = getCluster().getTypeFactory().builder();
    builder.addAll(getInput().getRowType().getFieldList());
    views.forEach(view -> builder.addAll(view.looked()));
    return builder.uniquify().build();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    super.explainTerms(writer);
    for (int i = 0; i < views.size(); i++) {
      View view = views.get(i);
      writer
          .item("view" + i, view.table().name())
          .item("keys" + i, view.keyColumns())
          .item("features" + i, view.features());
    }
    return writer;
  }
}
