package dev.pitwall.execution.vector;

import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Copies the values of one column, by its layout. */
final class VectorGather {
  private VectorGather() {}

  /** Fills a new vector with the values at some addresses. */
  static void gather(ColumnSources sources, long[] addresses, int count, FieldVector target) {
    if (target instanceof BitVector bits) {
      BitGather.gather(sources, addresses, count, bits);
    } else if (target instanceof BaseFixedWidthVector fixed) {
      FixedWidthGather.gather(sources, addresses, count, fixed);
    } else if (target instanceof BaseVariableWidthVector variable) {
      VariableWidthGather.gather(sources, addresses, count, variable);
    } else if (target instanceof ListVector list) {
      ListGather.gather(sources, addresses, count, list);
    } else if (target instanceof StructVector struct) {
      gatherStruct(sources, addresses, count, struct);
    } else {
      throw new IllegalArgumentException("not a column of rows: " + target.getField());
    }
  }

  private static void gatherStruct(
      ColumnSources sources, long[] addresses, int count, StructVector target) {
    target.setInitialCapacity(count);
    target.allocateNew();
    int children = target.getChildrenFromFields().size();
    for (int i = 0; i < children; i++) {
      int child = i;
      gather(
          sources.children(vector -> vector.getChildrenFromFields().get(child)),
          addresses,
          count,
          target.getChildrenFromFields().get(child));
    }
    ValidityGather.gather(sources, addresses, count, target.getValidityBuffer());
    target.setValueCount(count);
  }
}
