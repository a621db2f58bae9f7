package dev.pitwall.delta.layout;

import dev.pitwall.delta.log.PartitionValues;
import java.util.function.IntFunction;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** A partition column of a table, whose value in a row follows from another column of the row. */
public sealed interface PartitionColumn {
  /** The column, as the table has it. */
  Field field();

  /** Whether it is another column than the one that it follows from. */
  boolean isDerived();

  /**
   * The text of the value, as Delta's log has it, by the number of a batch's row; null for NULL.
   */
  IntFunction<String> texts(VectorSchemaRoot batch);

  /**
   * A column itself.
   *
   * @param field the column
   */
  record Itself(Field field) implements PartitionColumn {
    @Override
    public boolean isDerived() {
      return false;
    }

    @Override
    public IntFunction<String> texts(VectorSchemaRoot batch) {
      FieldVector vector = batch.getVector(field.getName());
      return row -> PartitionTexts.of(vector, row);
    }
  }

  /**
   * The day of a timestamp, in UTC.
   *
   * @param timestamp of microseconds
   */
  record Day(String timestamp) implements PartitionColumn {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    @Override
    public Field field() {
      return Field.nullable(timestamp + "_day", new ArrowType.Date(DateUnit.DAY));
    }

    @Override
    public boolean isDerived() {
      return true;
    }

    @Override
    public IntFunction<String> texts(VectorSchemaRoot batch) {
      TimeStampVector moments = (TimeStampVector) batch.getVector(timestamp);
      Field field = field();
      return row ->
          moments.isNull(row)
              ? null
              : PartitionValues.format(field, Math.floorDiv(moments.get(row), MICROS_PER_DAY));
    }
  }

  /**
   * A number from 0 that the value of a column hashes to.
   *
   * @param column of whole numbers or texts
   * @param count how many buckets there are
   */
  record Bucket(String column, int count) implements PartitionColumn {
    @Override
    public Field field() {
      return Field.nullable(column + "_bucket", new ArrowType.Int(Integer.SIZE, true));
    }

    @Override
    public boolean isDerived() {
      return true;
    }

    /**
     * The text of the bucket of a value.
     *
     * @param value a Long or a String
     */
    public String text(Object value) {
      return Integer.toString(KeyHash.bucket(value, count));
    }

    @Override
    public IntFunction<String> texts(VectorSchemaRoot batch) {
      FieldVector vector = batch.getVector(column);
      return row ->
          vector.isNull(row) ? null : Integer.toString(KeyHash.bucket(vector, row, count));
    }
  }
}
