package dev.pitwall.execution.join.pointintime;

import dev.pitwall.execution.join.pointintime.spine.SpineIndex;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.task.Task;
import dev.pitwall.execution.task.TaskGroup;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.execution.vector.RowGather;
import dev.pitwall.execution.vector.SharedVector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/** The answer of a point-in-time join, batch by batch of the spine. */
final class PointInTimeOutput implements AutoCloseable {
  private final PointInTimeJoinPlan plan;
  private final List<VectorSchemaRoot> spine;
  private final List<SpineIndex> indexes;
  private final List<FeatureMatches> matches;
  private final QueryContext context;
  private final TaskGroup tasks;
  private final Deque<PieceTask> started = new ArrayDeque<>(); // in the order of their rows
  private int batch;
  private int rowInBatch;
  private int firstRow;

  /** Makes the output; spine, indexes and matches, one of each an input, stay with the caller. */
  PointInTimeOutput(
      PointInTimeJoinPlan plan,
      RetainedBatches spine,
      List<SpineIndex> indexes,
      List<FeatureMatches> matches,
      QueryContext context) {
    this.plan = plan;
    this.spine = spine.batches();
    this.indexes = indexes;
    this.matches = matches;
    this.context = context;
    this.tasks = context.newTaskGroup();
  }

  /** The next batch, which the caller owns; null at the end. */
  VectorSchemaRoot next() {
    while (startPieces()) {
      PieceTask first = started.peek();
      tasks.await(first::isDone);
      started.remove();
      if (first.piece.endsBatch()) {
        first.piece.rows().close();
      }
      if (first.answer != null) {
        return first.answer;
      }
    }
    return null;
  }

  /** Keeps all workers busy, and one piece ahead; false when there are no more. */
  private boolean startPieces() {
    while (started.size() <= context.pool().size() && batch < spine.size()) {
      PieceTask task = new PieceTask(nextPiece());
      started.add(task);
      tasks.start(task);
    }
    return !started.isEmpty();
  }

  private Piece nextPiece() {
    VectorSchemaRoot rows = spine.get(batch);
    int count = Math.min(Batches.MAX_ROWS, rows.getRowCount() - rowInBatch);
    Piece piece = new Piece(rows, rowInBatch, firstRow, count);
    rowInBatch += count;
    firstRow += count;
    if (piece.endsBatch()) {
      batch++;
      rowInBatch = 0;
    }
    return piece;
  }

  /** The rows joined; null if none stays. */
  private VectorSchemaRoot join(Piece piece) {
    int count = piece.count();
    long[][] addresses = new long[matches.size()][count];
    for (int input = 0; input < addresses.length; input++) {
      for (int i = 0; i < count; i++) {
        int slot = indexes.get(input).slotOfRow(piece.firstRow() + i);
        addresses[input][i] = matches.get(input).address(slot);
      }
    }
    long[] kept = new long[count];
    int keptCount = keep(addresses, piece, kept);
    return keptCount == 0 ? null : assemble(piece.rows(), kept, keptCount, addresses);
  }

  /**
   * Drops the rows that an input wants dropped, from the addresses too.
   *
   * @param kept receives the rows that stay, by their number in the spine's batch
   */
  private int keep(long[][] addresses, Piece piece, long[] kept) {
    int keptCount = 0;
    for (int i = 0; i < piece.count(); i++) {
      if (!isDropped(addresses, i)) {
        for (long[] ofInput : addresses) {
          ofInput[keptCount] = ofInput[i];
        }
        kept[keptCount++] = (long) piece.rowInBatch() + i;
      }
    }
    return keptCount;
  }

  private boolean isDropped(long[][] addresses, int row) {
    for (int input = 0; input < addresses.length; input++) {
      MatchPolicy.Unmatched unmatched = plan.features().get(input).policy().unmatched();
      if (unmatched == MatchPolicy.Unmatched.DROP && addresses[input][row] == RowAddress.NONE) {
        return true;
      }
    }
    return false;
  }

  private VectorSchemaRoot assemble(
      VectorSchemaRoot rows, long[] kept, int count, long[][] addresses) {
    List<Field> fields = plan.schema().getFields();
    int column = rows.getFieldVectors().size();
    try (BatchAssembly assembly = new BatchAssembly()) {
      addSpine(rows, kept, count, assembly);
      for (int input = 0; input < addresses.length; input++) {
        FeatureInput feature = plan.features().get(input);
        RowGather gather = matches.get(input).gather();
        for (int source : feature.output()) {
          Field field = fields.get(column++);
          assembly.add(gather.column(source, addresses[input], count, field, context.allocator()));
        }
      }
      return assembly.toBatch(plan.schema(), count);
    }
  }

  private void addSpine(VectorSchemaRoot rows, long[] kept, int count, BatchAssembly assembly) {
    boolean whole = count == rows.getRowCount();
    RowGather gather = new RowGather(List.of(rows));
    for (int i = 0; i < rows.getFieldVectors().size(); i++) {
      Field field = plan.schema().getFields().get(i);
      assembly.add(
          whole
              ? SharedVector.of(rows.getVector(i), field, context.allocator())
              : gather.column(i, kept, count, field, context.allocator()));
    }
  }

  /** Drops what was assembled and not asked for. */
  @Override
  public void close() {
    tasks.close();
    started.stream()
        .map(task -> task.answer)
        .filter(Objects::nonNull)
        .forEach(VectorSchemaRoot::close);
    started.clear();
  }

  /**
   * Rows of one batch of the spine.
   *
   * @param rowInBatch the first row, by its number in the batch
   * @param firstRow the same, by its number in the spine
   */
  private record Piece(VectorSchemaRoot rows, int rowInBatch, int firstRow, int count) {
    boolean endsBatch() {
      return rowInBatch + count == rows.getRowCount();
    }
  }

  /** Assembles the answer's batch of one piece. */
  private final class PieceTask implements Task {
    private final Piece piece;
    private VectorSchemaRoot answer; // null also if no row stays
    private volatile boolean done;

    PieceTask(Piece piece) {
      this.piece = piece;
    }

    boolean isDone() {
      return done;
    }

    @Override
    public Progress step() {
      answer = join(piece);
      done = true;
      return Progress.DONE;
    }

    @Override
    public void close() {
      // The answer is the reader's.
    }
  }
}
