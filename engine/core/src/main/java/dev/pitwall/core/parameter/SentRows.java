package dev.pitwall.core.parameter;

import dev.pitwall.core.codegen.VectorSinks;
import dev.pitwall.core.planner.lowering.TypeLowering;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.core.type.FeatureTypeSystem;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.SharedVector;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * Makes rows of a table of the rows that a client sent, whose columns it finds by name. A column
 * that has its type already is shared, not copied. Not thread-safe.
 */
public final class SentRows {
  private final SentFields sent;
  private final Schema declared;
  private final Conversions conversions;
  private final RelDataTypeFactory types = new JavaTypeFactoryImpl(FeatureTypeSystem.INSTANCE);
  private long rowsBefore;

  /**
   * Makes a conversion.
   *
   * @param declared the table's columns; those that were not sent are NULL
   * @param zone the session's, which timestamps without a zone are about
   * @throws PitwallException TYPE_MISMATCH when a column takes no values of the type that was sent
   */
  public SentRows(Schema sent, Schema declared, ZoneId zone) {
    this.sent = new SentFields(sent.getFields());
    this.declared = declared;
    this.conversions = Conversions.toNearestFloats(zone);
    declared.getFields().forEach(this::checkType);
  }

  /**
   * The next rows, in batches of a size that operators like, each the caller's to close.
   *
   * @throws PitwallException INVALID_VALUE naming the column, the row and the value that does not
   *     fit
   */
  public List<VectorSchemaRoot> next(VectorSchemaRoot batch, BufferAllocator allocator) {
    List<VectorSchemaRoot> converted = new ArrayList<>();
    try {
      for (int first = 0; first < batch.getRowCount(); first += Batches.MAX_ROWS) {
        int count = Math.min(Batches.MAX_ROWS, batch.getRowCount() - first);
        try (VectorSchemaRoot slice = Batches.slice(batch, first, count, allocator)) {
          converted.add(converted(slice, allocator));
        }
        rowsBefore += count;
      }
      return converted;
    } catch (RuntimeException e) {
      converted.forEach(VectorSchemaRoot::close);
      throw e;
    }
  }

  private VectorSchemaRoot converted(VectorSchemaRoot batch, BufferAllocator allocator) {
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (Field column : declared.getFields()) {
        int index = sent.indexOf(column);
        assembly.add(
            index < 0
                ? nulls(column, batch.getRowCount(), allocator)
                : converted(batch.getVector(index), column, allocator));
      }
      return assembly.toBatch(declared, batch.getRowCount());
    }
  }

  private static FieldVector nulls(Field column, int count, BufferAllocator allocator) {
    FieldVector vector = column.createVector(allocator);
    vector.setInitialCapacity(count);
    vector.allocateNew();
    vector.setValueCount(count);
    return vector;
  }

  private FieldVector converted(FieldVector vector, Field column, BufferAllocator allocator) {
    if (isSame(vector.getField(), column)) {
      return SharedVector.of(vector, column, allocator);
    }
    if (vector.getField().getType().getTypeID() == ArrowTypeID.Null) {
      return nulls(column, vector.getValueCount(), allocator);
    }
    Field lowered =
        ArrowTypes.field(
            column.getName(), new TypeLowering(types).lower(ArrowTypes.sqlType(column, types)));
    try (FieldVector values = lowered.createVector(allocator)) {
      values.setInitialCapacity(vector.getValueCount());
      values.allocateNew();
      fill(values, SentColumn.of(vector), column);
      values.setValueCount(vector.getValueCount());
      return SharedVector.of(values, column, allocator);
    }
  }

  private void fill(FieldVector values, SentColumn column, Field declaredColumn) {
    UnaryOperator<Object> conversion = conversion(column.vector().getField(), declaredColumn);
    for (int row = 0; row < column.vector().getValueCount(); row++) {
      try {
        Object value = column.value(row);
        VectorSinks.set(values, row, value == null ? null : conversion.apply(value));
      } catch (ArithmeticException e) {
        throw unfit(declaredColumn, column.vector(), row, e);
      }
    }
  }

  private PitwallException unfit(
      Field column, FieldVector vector, int row, ArithmeticException cause) {
    return new PitwallException(
        ErrorCode.INVALID_VALUE,
        "column %s is a %s, which does not hold the %s %s that was sent in row %d: %s"
            .formatted(
                column.getName(),
                SqlTypeNames.of(column),
                SqlTypeNames.of(vector.getField()),
                vector.getObject(row),
                rowsBefore + row + 1,
                cause.getMessage()),
        cause);
  }

  private void checkType(Field column) {
    int index = sent.indexOf(column);
    if (index >= 0 && !isSame(sent.fields().get(index), column)) {
      conversion(sent.fields().get(index), column);
    }
  }

  private UnaryOperator<Object> conversion(Field from, Field column) {
    return conversions.between(from, column).orElseThrow(() -> mismatch(from, column));
  }

  private static PitwallException mismatch(Field from, Field column) {
    return new PitwallException(
        ErrorCode.TYPE_MISMATCH,
        "column "
            + column.getName()
            + " is a "
            + SqlTypeNames.of(column)
            + ", but a "
            + SqlTypeNames.of(from)
            + " was sent; send a "
            + SqlTypeNames.of(column));
  }

  /** Of one layout and meaning; names matter within rows only. */
  private static boolean isSame(Field one, Field other) {
    List<Field> ones = one.getChildren();
    List<Field> others = other.getChildren();
    if (!isSame(one.getType(), other.getType())
        || one.getDictionary() != null
        || ones.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < ones.size(); i++) {
      if (!isSame(ones.get(i), others.get(i))
          || (one.getType().getTypeID() == ArrowTypeID.Struct
              && !ones.get(i).getName().equalsIgnoreCase(others.get(i).getName()))) {
        return false;
      }
    }
    return true;
  }

  /** A zone says how instants are shown, not which they are. */
  private static boolean isSame(ArrowType one, ArrowType other) {
    return one.equals(other)
        || (one instanceof ArrowType.Timestamp from
            && other instanceof ArrowType.Timestamp to
            && from.getUnit() == to.getUnit()
            && from.getTimezone() != null
            && to.getTimezone() != null);
  }
}
