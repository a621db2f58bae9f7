package dev.pitwall.execution.vector;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;

/** Vectors that share the buffers of others under a name and type of their own. */
public final class SharedVector {
  private SharedVector() {}

  /**
   * A vector over the same buffers; the source stays open, and both are to be closed.
   *
   * @param field of the same layout as the source: equal width, equal nesting
   */
  public static FieldVector of(FieldVector source, Field field, BufferAllocator allocator) {
    FieldVector target = field.createVector(allocator);
    try {
      share(source, target);
      return target;
    } catch (RuntimeException e) {
      target.close();
      throw e;
    }
  }

  private static void share(FieldVector source, FieldVector target) {
    if (!sameLayout(source, target)) {
      throw new IllegalArgumentException(
          "a vector of " + source.getField() + " cannot be taken for " + target.getField());
    }
    target.loadFieldBuffers(
        new ArrowFieldNode(source.getValueCount(), source.getNullCount()),
        source.getFieldBuffers());
    List<FieldVector> sources = source.getChildrenFromFields();
    List<FieldVector> targets = target.getChildrenFromFields();
    for (int i = 0; i < targets.size(); i++) {
      share(sources.get(i), targets.get(i));
    }
  }

  private static boolean sameLayout(FieldVector source, FieldVector target) {
    if (source instanceof BaseFixedWidthVector from && target instanceof BaseFixedWidthVector to) {
      return from.getTypeWidth() == to.getTypeWidth();
    }
    return source.getClass() == target.getClass()
        && source.getChildrenFromFields().size() == target.getChildrenFromFields().size();
  }
}
