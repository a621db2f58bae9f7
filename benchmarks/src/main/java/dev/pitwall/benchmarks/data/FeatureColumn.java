package dev.pitwall.benchmarks.data;

import java.util.SplittableRandom;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** A column of random values. */
record FeatureColumn(String name, Type type) {
  /** What the values are. */
  enum Type {
    /** From 0 to 1. */
    DOUBLE(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
    /** From 0 to 1. */
    REAL(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
    /** From 0 to 999. */
    INTEGER(new ArrowType.Int(32, true));

    private final ArrowType arrow;

    Type(ArrowType arrow) {
      this.arrow = arrow;
    }
  }

  Field field() {
    return Field.nullable(name, type.arrow);
  }

  /** Sets one value of an allocated vector of the column's type. */
  void set(FieldVector vector, int row, SplittableRandom random) {
    switch (type) {
      case DOUBLE -> ((Float8Vector) vector).set(row, random.nextDouble());
      case REAL -> ((Float4Vector) vector).set(row, (float) random.nextDouble());
      case INTEGER -> ((IntVector) vector).set(row, random.nextInt(1_000));
    }
  }
}
