package dev.pitwall.execution.join;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.OnlineLookupPlan;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.spi.online.LookupRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Looks the keys of its input up in the online store: not too many at once, as a store must answer
 * a lookup within its deadline, but some such lookups at a time, so that the store's latency is
 * waited for once and not for each. Rows come out in the order of the input.
 */
public final class LookupJoinOperator implements BatchStream {
  private static final int LOOKUPS_IN_FLIGHT = 4;

  private final OnlineLookupPlan plan;
  private final BatchStream input;
  private final QueryContext context;
  private final Deque<PendingLookup> pending = new ArrayDeque<>();
  private VectorSchemaRoot batch; // of which some rows are still to be looked up; null for none
  private int taken;
  private boolean inputEnded;

  public LookupJoinOperator(OnlineLookupPlan plan, BatchStream input, QueryContext context) {
    this.plan = plan;
    this.input = input;
    this.context = context;
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    while (!inputEnded && pending.size() < LOOKUPS_IN_FLIGHT) {
      VectorSchemaRoot rows = nextRows();
      if (rows == null) {
        inputEnded = true;
        input.close();
      } else {
        PendingLookup lookup = new PendingLookup(plan, rows, context);
        pending.add(lookup);
        lookup.send();
      }
    }
    if (pending.isEmpty()) {
      return null;
    }
    VectorSchemaRoot joined = pending.peek().await();
    pending.remove().close();
    return joined;
  }

  private VectorSchemaRoot nextRows() {
    if (batch == null) {
      batch = input.next();
      taken = 0;
    }
    if (batch == null) {
      return null;
    }
    int left = batch.getRowCount() - taken;
    if (left > LookupRequest.KEYS_AT_ONCE) {
      VectorSchemaRoot rows =
          Batches.slice(batch, taken, LookupRequest.KEYS_AT_ONCE, context.allocator());
      taken += LookupRequest.KEYS_AT_ONCE;
      return rows;
    }
    VectorSchemaRoot last = batch;
    batch = null;
    if (taken == 0) {
      return last;
    }
    try (last) {
      return Batches.slice(last, taken, left, context.allocator());
    }
  }

  /** Waits for the answers under way, which would otherwise come to nobody and never be freed. */
  @Override
  public void close() {
    input.close();
    pending.forEach(PendingLookup::close);
    pending.clear();
    if (batch != null) {
      batch.close();
      batch = null;
    }
  }
}
