package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.plan.term.AggregateCall;
import dev.pitwall.execution.task.QueryContext;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/** One aggregate: which rows of a batch count, and what they add up to. */
final class AggregateState implements AutoCloseable {
  private final AggregateCall call;
  private final Accumulator accumulator;
  private final DistinctRows distinct;

  AggregateState(AggregateCall call, List<Field> inputFields, QueryContext context) {
    this.call = call;
    Field argument = call.argument().isPresent() ? field(call, inputFields) : null;
    this.accumulator = Accumulators.of(call.function(), argument, context);
    boolean isDistinct =
        argument != null && call.distinctness() == AggregateCall.Distinctness.DISTINCT;
    this.distinct = isDistinct ? new DistinctRows(argument, context) : null;
  }

  private static Field field(AggregateCall call, List<Field> inputFields) {
    return inputFields.get(call.argument().getAsInt());
  }

  /**
   * Takes a batch in.
   *
   * @param rows all of them
   * @param groupCount how many groups there are now
   */
  void add(VectorSchemaRoot batch, SelectedRows rows, int groupCount) {
    accumulator.grow(groupCount);
    if (call.filter().isPresent()) {
      rows.whereTrue((BitVector) batch.getVector(call.filter().getAsInt()));
    }
    FieldVector argument = null;
    if (call.argument().isPresent()) {
      argument = batch.getVector(call.argument().getAsInt());
      rows.whereNotNull(argument);
      if (distinct != null) {
        distinct.keepFirst(argument, rows);
      }
    }
    accumulator.add(argument, rows);
  }

  /** Takes in what another state of the same aggregate, which is not distinct, has of group 0. */
  void absorb(AggregateState other) {
    accumulator.grow(1);
    other.accumulator.grow(1); // it may have seen no row
    accumulator.absorb(other.accumulator);
  }

  void write(int firstGroup, int count, FieldVector output) {
    accumulator.grow(firstGroup + count);
    accumulator.write(firstGroup, count, output);
  }

  @Override
  public void close() {
    accumulator.close();
    if (distinct != null) {
      distinct.close();
    }
  }
}
