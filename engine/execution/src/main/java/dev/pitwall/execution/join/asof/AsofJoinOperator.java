package dev.pitwall.execution.join.asof;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.AsofJoinPlan;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.execution.vector.RowGather;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Keeps both sides, finds the nearest feature row of each spine row, and puts the spine out. */
public final class AsofJoinOperator implements BatchStream {
  private final AsofJoinPlan plan;
  private final BatchStream spineInput;
  private final BatchStream featureInput;
  private final QueryContext context;
  private final HeapReservation reservation;
  private final RetainedBatches spine = new RetainedBatches();
  private final RetainedBatches features = new RetainedBatches();
  private int[] matches;
  private long[] spineAddresses;
  private long[] featureAddresses;
  private RowGather spineGather;
  private RowGather featureGather;
  private int next;

  /**
   * Makes an operator.
   *
   * @param featureInput in a fixed order, which decides full ties
   */
  public AsofJoinOperator(
      AsofJoinPlan plan, BatchStream spineInput, BatchStream featureInput, QueryContext context) {
    this.plan = plan;
    this.spineInput = spineInput;
    this.featureInput = featureInput;
    this.context = context;
    this.reservation = context.memory().reservation();
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    if (matches == null) {
      match();
    }
    while (next < matches.length) {
      int first = next;
      next = Math.min(matches.length, first + Batches.MAX_ROWS);
      VectorSchemaRoot output = output(first, next);
      if (output != null) {
        return output;
      }
    }
    return null;
  }

  private void match() {
    spine.addAll(spineInput);
    features.addAll(featureInput);
    matches = find();
    long rows = spine.rowCount() + features.rowCount();
    reservation.resize((long) Integer.BYTES * matches.length + Long.BYTES * rows);
    spineAddresses = spine.addresses();
    featureAddresses = features.addresses();
    spineGather = new RowGather(spine.batches());
    featureGather = new RowGather(features.batches());
  }

  private int[] find() {
    MatchRows rows = MatchRows.of(plan, spine, features, reservation, context);
    return NearestRows.find(rows, plan.feature().policy(), reservation, context.token());
  }

  /** The spine rows of a range that stay, or null when none does. */
  private VectorSchemaRoot output(int from, int to) {
    boolean drops = plan.feature().policy().unmatched() == MatchPolicy.Unmatched.DROP;
    long[] spineRows = new long[to - from];
    long[] featureRows = new long[to - from];
    int count = 0;
    for (int row = from; row < to; row++) {
      boolean found = matches[row] != NearestRows.NONE;
      if (found || !drops) {
        spineRows[count] = spineAddresses[row];
        featureRows[count++] = found ? featureAddresses[matches[row]] : RowAddress.NONE;
      }
    }
    return count == 0 ? null : assemble(spineRows, featureRows, count);
  }

  private VectorSchemaRoot assemble(long[] spineRows, long[] featureRows, int count) {
    List<Field> fields = plan.schema().getFields();
    List<Integer> output = plan.feature().output();
    int width = fields.size() - output.size();
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int i = 0; i < fields.size(); i++) {
        assembly.add(
            i < width
                ? spineGather.column(i, spineRows, count, fields.get(i), context.allocator())
                : featureGather.column(
                    output.get(i - width), featureRows, count, fields.get(i), context.allocator()));
      }
      return assembly.toBatch(plan.schema(), count);
    }
  }

  @Override
  public void close() {
    spineInput.close();
    featureInput.close();
    spine.close();
    features.close();
    reservation.close();
  }
}
