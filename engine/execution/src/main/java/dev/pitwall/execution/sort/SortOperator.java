package dev.pitwall.execution.sort;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.SortPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowGather;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Arrays;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Orders all rows in memory. When only the first few are wanted, it drops the others from time to
 * time, so that it holds no more than a few times the rows wanted.
 */
public final class SortOperator implements BatchStream {
  /** Rows are not dropped below this number. */
  private static final long SMALLEST_PRUNE = 4L * Batches.MAX_ROWS;

  private final SortPlan plan;
  private final BatchStream input;
  private final QueryContext context;
  private final HeapReservation reservation;
  private final long wanted;
  private RetainedBatches rows = new RetainedBatches();
  private RowGather gather;
  private long[] order;
  private int next;

  public SortOperator(SortPlan plan, BatchStream input, QueryContext context) {
    this.plan = plan;
    this.input = input;
    this.context = context;
    this.reservation = context.memory().reservation();
    boolean all = plan.fetch() > Long.MAX_VALUE - plan.offset();
    this.wanted = all ? Long.MAX_VALUE : plan.offset() + plan.fetch();
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    if (order == null) {
      readAll();
      order = sort();
      gather = new RowGather(rows.batches());
      next = (int) Math.min(plan.offset(), order.length);
    }
    int count = Math.min(Batches.MAX_ROWS, order.length - next);
    next += count;
    return count == 0 ? null : gather(next - count, count);
  }

  private VectorSchemaRoot gather(int first, int count) {
    long[] addresses = Arrays.copyOfRange(order, first, first + count);
    return gather.rows(addresses, count, plan.schema(), context.allocator());
  }

  private void readAll() {
    long pruneAt = Math.max(SMALLEST_PRUNE, wanted > Long.MAX_VALUE / 4 ? wanted : 4 * wanted);
    for (VectorSchemaRoot batch = input.next(); batch != null; batch = input.next()) {
      rows.add(batch);
      if (rows.rowCount() > pruneAt) {
        prune();
      }
    }
    input.close();
  }

  /** Replaces the rows by those wanted of them, in order, which leaves ties as they are. */
  private void prune() {
    order = sort();
    gather = new RowGather(rows.batches());
    RetainedBatches kept = new RetainedBatches();
    try {
      for (int first = 0; first < order.length; first += Batches.MAX_ROWS) {
        kept.add(gather(first, Math.min(Batches.MAX_ROWS, order.length - first)));
      }
    } catch (RuntimeException | Error e) {
      kept.close();
      throw e;
    }
    order = null;
    rows.close();
    rows = kept;
  }

  /** The addresses of the rows wanted, in order, those of the offset included. */
  private long[] sort() {
    int count = checkedCount(rows.rowCount());
    reservation.resize((2L * Integer.BYTES + 2L * Long.BYTES) * count);
    long[] addresses = rows.addresses();
    RowOrder rowOrder = RowOrder.of(plan.keys(), rows.batches(), addresses, reservation);
    int[] sorted = RowSorter.sorted(count, rowOrder, context.token());
    long[] result = new long[(int) Math.min(wanted, count)];
    for (int i = 0; i < result.length; i++) {
      result[i] = addresses[sorted[i]];
    }
    reservation.resize((long) Long.BYTES * result.length);
    return result;
  }

  private static int checkedCount(long rows) {
    if (rows > Integer.MAX_VALUE - 8) {
      throw new PitwallException(
          ErrorCode.LIMIT_EXCEEDED, rows + " rows are too many to be ordered; filter them first");
    }
    return (int) rows;
  }

  @Override
  public void close() {
    input.close();
    rows.close();
    reservation.close();
  }
}
