package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.key.KeyIndex;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.key.NullKeys;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.AggregatePlan;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.Batches;
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

/** Groups rows with a hash table, and puts the groups out in the order of their first rows. */
public final class AggregateOperator implements BatchStream {
  private final AggregatePlan plan;
  private final BatchStream input;
  private final QueryContext context;
  private final Schema keySchema;
  private KeyIndex groups;
  private final List<AggregateState> states = new ArrayList<>();
  private final RetainedBatches keys = new RetainedBatches(); // group keys, in order of numbers
  private final HeapReservation reservation;
  private RowGather keyGather;
  private long[] keyAddresses = {};
  private int groupCount;
  private int next;

  public AggregateOperator(AggregatePlan plan, BatchStream input, QueryContext context) {
    this.plan = plan;
    this.input = input;
    this.context = context;
    this.reservation = context.memory().reservation();
    List<Field> fields = input.schema().getFields();
    this.keySchema = new Schema(plan.groupColumns().stream().map(fields::get).toList());
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    if (keyGather == null) {
      aggregate();
    }
    int count = Math.min(Batches.MAX_ROWS, groupCount - next);
    next += count;
    return count == 0 ? null : output(next - count, count);
  }

  private void aggregate() {
    List<Field> fields = input.schema().getFields();
    plan.calls().forEach(call -> states.add(new AggregateState(call, fields, context)));
    groups = KeyIndex.of(keySchema.getFields(), NullKeys.ARE_EQUAL, context.memory());
    KeyNumbering numbering = groups.adder(plan.groupColumns());
    int[] numbers = {};
    for (VectorSchemaRoot batch = input.next(); batch != null; batch = input.next()) {
      numbers = numbers.length < batch.getRowCount() ? new int[batch.getRowCount()] : numbers;
      add(batch, numbering, numbers);
    }
    input.close();
    groupCount = plan.groupColumns().isEmpty() ? 1 : groups.size();
    reservation.resize((long) Long.BYTES * keys.rowCount());
    keyAddresses = keys.addresses();
    keyGather = new RowGather(keys.batches());
  }

  private void add(VectorSchemaRoot batch, KeyNumbering numbering, int[] numbers) {
    try (batch) {
      int before = groups.size();
      numbering.number(batch, numbers);
      if (groups.size() > before && !plan.groupColumns().isEmpty()) {
        keys.add(newKeys(batch, numbers, before));
      }
      for (AggregateState state : states) {
        state.add(batch, numbers, groups.size());
      }
    }
  }

  /** The keys of the groups that the batch opened, in the order of their numbers. */
  private VectorSchemaRoot newKeys(VectorSchemaRoot batch, int[] numbers, int before) {
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

  private VectorSchemaRoot output(int first, int count) {
    List<Field> fields = plan.schema().getFields();
    int keyColumns = plan.groupColumns().size();
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int i = 0; i < keyColumns; i++) {
        long[] addresses = Arrays.copyOfRange(keyAddresses, first, first + count);
        assembly.add(keyGather.column(i, addresses, count, fields.get(i), context.allocator()));
      }
      for (int i = 0; i < states.size(); i++) {
        FieldVector vector = fields.get(keyColumns + i).createVector(context.allocator());
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
    input.close();
    states.forEach(AggregateState::close);
    keys.close();
    if (groups != null) {
      groups.close();
    }
    reservation.close();
  }
}
