package dev.pitwall.execution.vector;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Vectors on their way into a batch; frees them when the batch does not come about. */
public final class BatchAssembly implements AutoCloseable {
  private final List<FieldVector> vectors = new ArrayList<>();

  /** Takes a vector over. */
  public void add(FieldVector vector) {
    vectors.add(vector);
  }

  /** The batch of the vectors added; it owns them from now on. */
  public VectorSchemaRoot toBatch(Schema schema, int rowCount) {
    VectorSchemaRoot batch = new VectorSchemaRoot(schema, List.copyOf(vectors), rowCount);
    vectors.clear();
    return batch;
  }

  @Override
  public void close() {
    vectors.forEach(FieldVector::close);
    vectors.clear();
  }
}
