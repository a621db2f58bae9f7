package dev.pitwall.execution.join;

import dev.pitwall.execution.operator.QueryContext;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.OnlineLookupPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Looks the keys of its input up in the online store: some batches at a time, so that the store's
 * latency is waited for once and not for each batch. Rows come out in the order of the input.
 */
public final class LookupJoinOperator implements BatchStream {
  private static final int BATCHES_IN_FLIGHT = 4;

  private final OnlineLookupPlan plan;
  private final BatchStream input;
  private final QueryContext context;
  private final Deque<PendingLookup> pending = new ArrayDeque<>();
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
    while (!inputEnded && pending.size() < BATCHES_IN_FLIGHT) {
      VectorSchemaRoot batch = input.next();
      if (batch == null) {
        inputEnded = true;
        input.close();
      } else {
        PendingLookup lookup = new PendingLookup(plan, batch, context);
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

  /** Waits for the answers under way, which would otherwise come to nobody and never be freed. */
  @Override
  public void close() {
    input.close();
    pending.forEach(PendingLookup::close);
    pending.clear();
  }
}
