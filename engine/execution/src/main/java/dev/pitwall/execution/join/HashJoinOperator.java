package dev.pitwall.execution.join;

import dev.pitwall.execution.kernel.FilterKernel;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.HashJoinPlan;
import dev.pitwall.execution.plan.term.JoinKind;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.execution.vector.RowGather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Joins on equal keys: keeps the right side in a hash table, streams the left one past it. */
public final class HashJoinOperator implements BatchStream {
  private static final RowGather NO_ROWS = new RowGather(List.of());

  private final HashJoinPlan plan;
  private final BatchStream left;
  private final BatchStream right;
  private final QueryContext context;
  private final JoinPairs pairs = new JoinPairs();
  private final Schema pairSchema;
  private JoinBuild build;
  private KeyNumbering finder;
  private JoinProbe probe;
  private int nextUnmatchedRight;

  public HashJoinOperator(
      HashJoinPlan plan, BatchStream left, BatchStream right, QueryContext context) {
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.context = context;
    List<Field> fields = new ArrayList<>(left.schema().getFields());
    fields.addAll(right.schema().getFields());
    this.pairSchema = new Schema(fields);
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    if (build == null) {
      build = new JoinBuild(right.schema().getFields(), plan.rightKeys(), plan.nulls(), context);
      build.build(right);
      finder = build.finder(plan.leftKeys());
    }
    VectorSchemaRoot output = null;
    while (output == null && (probe != null || openProbe())) {
      context.token().check();
      output = probe.fill(pairs) ? joined() : leftOver();
    }
    return output == null && keepsRight() ? unmatchedRight() : output;
  }

  private boolean openProbe() {
    if (build.rowCount() == 0 && !keepsUnmatchedLeft()) {
      return false; // whatever the left side holds, nothing comes of it
    }
    VectorSchemaRoot batch = left.next();
    if (batch == null) {
      return false;
    }
    int[] keys = new int[batch.getRowCount()];
    finder.number(batch, keys);
    boolean oneIsEnough = !putsOutPairs() && plan.residual().isEmpty();
    JoinProbe.Candidates candidates =
        oneIsEnough ? JoinProbe.Candidates.FIRST : JoinProbe.Candidates.ALL;
    probe = new JoinProbe(batch, keys, build, candidates);
    return true;
  }

  /** Notes who found a partner; the pairs themselves, or null when none are put out. */
  private VectorSchemaRoot joined() {
    plan.residual().ifPresent(this::applyResidual);
    for (int i = 0; i < pairs.count(); i++) {
      probe.markMatched((int) pairs.left()[i]);
      build.markMatched(pairs.rightRow(i));
    }
    return pairs.count() == 0 || !putsOutPairs() ? null : gatherPairs(plan.schema());
  }

  private void applyResidual(FilterKernel residual) {
    int[] selected = new int[pairs.count()];
    try (VectorSchemaRoot candidates = gatherPairs(pairSchema)) {
      pairs.keep(selected, residual.select(candidates, selected, context.evaluation()));
    }
  }

  private VectorSchemaRoot gatherPairs(Schema schema) {
    return assemble(
        schema, probe.gather(), pairs.left(), build.gather(), pairs.right(), pairs.count());
  }

  /** Ends the probe; its rows that are put out on their own, or null. */
  private VectorSchemaRoot leftOver() {
    try (JoinProbe ended = probe) {
      probe = null;
      if (!keepsUnmatchedLeft() && plan.kind() != JoinKind.SEMI) {
        return null;
      }
      JoinProbe.Partner partner =
          plan.kind() == JoinKind.SEMI ? JoinProbe.Partner.SOME : JoinProbe.Partner.NONE;
      long[] rows = ended.rows(partner);
      long[] none = new long[rows.length];
      Arrays.fill(none, RowAddress.NONE);
      return rows.length == 0
          ? null
          : assemble(plan.schema(), ended.gather(), rows, NO_ROWS, none, rows.length);
    }
  }

  private VectorSchemaRoot unmatchedRight() {
    pairs.clear();
    int row = build.nextUnmatched(nextUnmatchedRight);
    while (row < build.rowCount() && pairs.count() < Batches.MAX_ROWS) {
      pairs.add(0, row, build.address(row));
      row = build.nextUnmatched(row + 1);
    }
    nextUnmatchedRight = row;
    Arrays.fill(pairs.left(), RowAddress.NONE);
    return pairs.count() == 0
        ? null
        : assemble(
            plan.schema(), NO_ROWS, pairs.left(), build.gather(), pairs.right(), pairs.count());
  }

  private VectorSchemaRoot assemble(
      Schema schema,
      RowGather leftGather,
      long[] leftRows,
      RowGather rightGather,
      long[] rightRows,
      int count) {
    List<Field> fields = schema.getFields();
    int leftColumns = left.schema().getFields().size();
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int i = 0; i < fields.size(); i++) {
        boolean isLeft = i < leftColumns;
        RowGather gather = isLeft ? leftGather : rightGather;
        int column = isLeft ? i : i - leftColumns;
        long[] rows = isLeft ? leftRows : rightRows;
        assembly.add(gather.column(column, rows, count, fields.get(i), context.allocator()));
      }
      return assembly.toBatch(schema, count);
    }
  }

  private boolean putsOutPairs() {
    return plan.kind() != JoinKind.SEMI && plan.kind() != JoinKind.ANTI;
  }

  private boolean keepsUnmatchedLeft() {
    return switch (plan.kind()) {
      case LEFT, FULL, ANTI -> true;
      case INNER, RIGHT, SEMI -> false;
    };
  }

  private boolean keepsRight() {
    return plan.kind() == JoinKind.RIGHT || plan.kind() == JoinKind.FULL;
  }

  @Override
  public void close() {
    left.close();
    right.close();
    if (probe != null) {
      probe.close();
      probe = null;
    }
    if (build != null) {
      build.close();
    }
  }
}
