package dev.pitwall.benchmarks.online;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/** A row of one parameter, a list of keys. Not thread-safe. */
public final class BoundKeys implements AutoCloseable {
  private final ListVector list;
  private final BigIntVector elements;
  private final VectorSchemaRoot row;

  public BoundKeys(BufferAllocator allocator) {
    this.list = ListVector.empty("keys", allocator);
    this.elements =
        (BigIntVector)
            list.addOrGetVector(FieldType.nullable(new ArrowType.Int(Long.SIZE, true))).getVector();
    this.row = new VectorSchemaRoot(List.of(list));
  }

  /** The row, in which {@link #set} puts other keys. */
  public VectorSchemaRoot row() {
    return row;
  }

  /** Binds keys. */
  public void set(long[] keys) {
    list.reset();
    list.startNewValue(0);
    for (int i = 0; i < keys.length; i++) {
      elements.setSafe(i, keys[i]);
    }
    list.endValue(0, keys.length);
    row.setRowCount(1);
  }

  @Override
  public void close() {
    row.close();
  }
}
