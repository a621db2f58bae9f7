package dev.pitwall.execution.operator;

import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.VectorWriter;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Literal rows. */
public final class ValuesOperator implements BatchStream {
  private final ValuesPlan plan;
  private final QueryContext context;
  private int next;

  public ValuesOperator(ValuesPlan plan, QueryContext context) {
    this.plan = plan;
    this.context = context;
  }

  @Override
  public Schema schema() {
    return plan.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    int last = Math.min(next + Batches.MAX_ROWS, plan.rows().size());
    List<List<Object>> rows = plan.rows().subList(next, last);
    next = last;
    return rows.isEmpty() ? null : batch(rows);
  }

  private VectorSchemaRoot batch(List<List<Object>> rows) {
    List<Field> fields = plan.schema().getFields();
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int column = 0; column < fields.size(); column++) {
        FieldVector vector = fields.get(column).createVector(context.allocator());
        assembly.add(vector);
        vector.setInitialCapacity(rows.size());
        vector.allocateNew();
        for (int row = 0; row < rows.size(); row++) {
          VectorWriter.set(vector, row, rows.get(row).get(column));
        }
        vector.setValueCount(rows.size());
      }
      return assembly.toBatch(plan.schema(), rows.size());
    }
  }

  @Override
  public void close() {
    next = plan.rows().size();
  }
}
