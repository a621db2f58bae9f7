package dev.pitwall.core.codegen;

import dev.pitwall.execution.plan.BatchStream;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.runtime.FlatLists;

/** The rows of a stream, one by one, as Calcite's generated code wants them. May be read once. */
final class BatchRows extends AbstractEnumerable<Object> {
  private final BatchStream stream;

  BatchRows(BatchStream stream) {
    this.stream = stream;
  }

  @Override
  public Enumerator<Object> enumerator() {
    return new Rows();
  }

  private final class Rows implements Enumerator<Object> {
    private VectorSchemaRoot batch;
    private int row;

    @Override
    public Object current() {
      List<FieldVector> vectors = batch.getFieldVectors();
      return switch (vectors.size()) {
        case 0 -> FlatLists.of();
        case 1 -> VectorValues.getObject(vectors.get(0), row);
        default -> vectors.stream().map(vector -> VectorValues.getObject(vector, row)).toArray();
      };
    }

    @Override
    public boolean moveNext() {
      row++;
      while (batch == null || row >= batch.getRowCount()) {
        close();
        batch = stream.next();
        row = 0;
        if (batch == null) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("the rows of a stream can be read once");
    }

    @Override
    public void close() {
      if (batch != null) {
        batch.close();
        batch = null;
      }
    }
  }
}
