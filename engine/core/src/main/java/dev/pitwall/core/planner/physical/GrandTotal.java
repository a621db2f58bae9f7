package dev.pitwall.core.planner.physical;

import dev.pitwall.core.codegen.ValueBatches;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.BatchTransform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Grouping sets with the set of all rows, as ROLLUP and CUBE have: its row is there when there is
 * nothing to group, too. Calcite's code leaves it out.
 */
final class GrandTotal {
  private GrandTotal() {}

  /** The aggregation with that row, if it has such a set. */
  static BatchTransform kept(Aggregate aggregate, BatchTransform transform) {
    if (aggregate.getGroupCount() == 0
        || !aggregate.getGroupSets().contains(ImmutableBitSet.of())) {
      return transform;
    }
    Schema schema = ArrowTypes.schema(aggregate.getRowType());
    List<Object> ofNothing = ofNothing(aggregate);
    return (inputs, allocator, context) ->
        new Rows(transform.open(inputs, allocator, context), schema, ofNothing, allocator);
  }

  private static List<Object> ofNothing(Aggregate aggregate) {
    List<Object> values = new ArrayList<>(Collections.nCopies(aggregate.getGroupCount(), null));
    for (AggregateCall call : aggregate.getAggCallList()) {
      values.add(
          switch (call.getAggregation().getKind()) {
            case COUNT, SUM0, REGR_COUNT, GROUP_ID -> 0L;
            case GROUPING -> (1L << call.getArgList().size()) - 1;
            default -> null;
          });
    }
    return values;
  }

  /** The rows of the aggregation or, if there are none, the one of nothing. */
  private static final class Rows implements BatchStream {
    private final BatchStream groups;
    private final Schema schema;
    private final List<Object> ofNothing;
    private final BufferAllocator allocator;
    private boolean hasAny;

    Rows(BatchStream groups, Schema schema, List<Object> ofNothing, BufferAllocator allocator) {
      this.groups = groups;
      this.schema = schema;
      this.ofNothing = ofNothing;
      this.allocator = allocator;
    }

    @Override
    public Schema schema() {
      return schema;
    }

    @Override
    public VectorSchemaRoot next() {
      VectorSchemaRoot batch = groups.next();
      if (batch != null || hasAny) {
        hasAny = true;
        return batch;
      }
      hasAny = true;
      return ValueBatches.of(schema, 1, (row, column) -> ofNothing.get(column), allocator);
    }

    @Override
    public void close() {
      groups.close();
    }
  }
}
