package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.key.KeyIndex;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.term.NullKeys;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.execution.vector.RowAddress;
import dev.pitwall.execution.vector.RowGather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The groups of some rows, in the order of their first rows, and what their aggregates have come to
 * so far. Not thread-safe.
 */
final class GroupTable implements AutoCloseable {
  private final AggregatePlan plan;
  private final QueryContext context;
  private final Schema keySchema;
  private final KeyIndex groups;
  private final KeyNumbering numbering;
  private final List<AggregateState> states = new ArrayList<>();
  private final RetainedBatches keys = new RetainedBatches(); // group keys, in order of numbers
  private final SelectedRows rows = new SelectedRows();
  private final HeapReservation reservation;
  private int[] numbers = {};
  private RowGather keyGather;
  private long[] keyAddresses = {};

  GroupTable(AggregatePlan plan, QueryContext context) {
    List<Field> fields = plan.input().schema().getFields();
    this.plan = plan;
    this.context = context;
    this.reservation = context.memory().reservation();
    this.keySchema = new Schema(plan.groupColumns().stream().map(fields::get).toList());
    this.groups = KeyIndex.of(keySchema.getFields(), NullKeys.ARE_EQUAL, context.memory());
    this.numbering = groups.adder(plan.groupColumns());
    plan.calls().forEach(call -> states.add(new AggregateState(call, fields, context)));
  }

  private boolean isGrouped() {
    return !plan.groupColumns().isEmpty();
  }

  /** How many groups there are; the group of all rows exists without any row. */
  int size() {
    return isGrouped() ? groups.size() : 1;
  }

  /** Takes a batch in, and closes it. */
  void add(VectorSchemaRoot batch) {
    try (batch) {
      if (isGrouped()) {
        number(batch);
      }
      for (AggregateState state : states) {
        rows.all(batch.getRowCount(), isGrouped() ? numbers : null);
        state.add(batch, rows, size());
      }
    }
  }

  private void number(VectorSchemaRoot batch) {
    if (numbers.length < batch.getRowCount()) {
      numbers = new int[batch.getRowCount()];
    }
    int before = groups.size();
    numbering.number(batch, numbers);
    if (groups.size() > before) {
      keys.add(newKeys(batch, before));
    }
  }

  /** The keys of the groups that the batch opened, in the order of their numbers. */
  private VectorSchemaRoot newKeys(VectorSchemaRoot batch, int before) {
    long[] firstRows = new long[groups.size() - before];
    int found = 0;
    for (int row = 0; found < firstRows.length; row++) {
      if (numbers[row] == before + found) {
        firstRows[found++] = RowAddress.of(0, row);
      }
    }
    RowGather gather = new RowGather(List.of(batch));
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int column : plan.groupColumns()) {
        Field field = batch.getSchema().getFields().get(column);
        assembly.add(gather.column(column, firstRows, found, field, context.allocator()));
      }
      return assembly.toBatch(keySchema, found);
    }
  }

  /** Takes in another table of the same plan, which has no groups and no distinct aggregates. */
  void absorb(GroupTable other) {
    for (int i = 0; i < states.size(); i++) {
      states.get(i).absorb(other.states.get(i));
    }
  }

  /** Ends the taking in. */
  void complete() {
    reservation.resize((long) Long.BYTES * keys.rowCount());
    keyAddresses = keys.addresses();
    keyGather = new RowGather(keys.batches());
  }

  /** The rows of consecutive groups, once all are in. */
  VectorSchemaRoot output(int first, int count) {
    List<Field> fields = plan.schema().getFields();
    int keyCount = plan.groupColumns().size();
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int i = 0; i < keyCount; i++) {
        long[] addresses = Arrays.copyOfRange(keyAddresses, first, first + count);
        assembly.add(keyGather.column(i, addresses, count, fields.get(i), context.allocator()));
      }
      for (int i = 0; i < states.size(); i++) {
        FieldVector vector = fields.get(keyCount + i).createVector(context.allocator());
        assembly.add(vector);
        vector.setInitialCapacity(count);
        vector.allocateNew();
        states.get(i).write(first, count, vector);
        vector.setValueCount(count);
      }
      return assembly.toBatch(plan.schema(), count);
    }
  }

  @Override
  public void close() {
    states.forEach(AggregateState::close);
    keys.close();
    groups.close();
    reservation.close();
  }
}
