package dev.pitwall.delta.order;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The values of one column by which rows are ordered; NULL comes first. */
public sealed interface SortColumn {
  /** Whether rows can be ordered by a column. */
  static boolean takes(Field column) {
    ArrowType type = column.getType();
    return type instanceof ArrowType.Int
        || type instanceof ArrowType.Timestamp
        || type instanceof ArrowType.Utf8
        || type instanceof ArrowType.Date;
  }

  int compare(int left, int right);

  /**
   * Where a row's value lies among all values, from 0 to 2^bits - 1: as many rows are below it as
   * its share of that range, roughly. Equal values have equal shares.
   */
  int[] shares(int bits);

  /** The column of all batches, one after the other. */
  static SortColumn of(List<VectorSchemaRoot> batches, String name) {
    int rows = batches.stream().mapToInt(VectorSchemaRoot::getRowCount).sum();
    if (batches.get(0).getVector(name) instanceof VarCharVector) {
      return new Texts(texts(batches, name, rows));
    }
    long[] values = new long[rows];
    int at = 0;
    for (VectorSchemaRoot batch : batches) {
      FieldVector vector = batch.getVector(name);
      for (int row = 0; row < batch.getRowCount(); row++) {
        values[at++] = vector.isNull(row) ? Long.MIN_VALUE : number(vector, row);
      }
    }
    return new Numbers(values);
  }

  private static String[] texts(List<VectorSchemaRoot> batches, String name, int rows) {
    String[] values = new String[rows];
    int at = 0;
    for (VectorSchemaRoot batch : batches) {
      VarCharVector vector = (VarCharVector) batch.getVector(name);
      for (int row = 0; row < batch.getRowCount(); row++) {
        values[at++] = vector.isNull(row) ? "" : vector.getObject(row).toString();
      }
    }
    return values;
  }

  private static long number(FieldVector vector, int row) {
    if (vector instanceof BaseIntVector numbers) {
      return numbers.getValueAsLong(row);
    } else if (vector instanceof TimeStampVector moments) {
      return moments.get(row);
    } else if (vector instanceof DateDayVector days) {
      return days.get(row);
    }
    throw new PitwallException(
        ErrorCode.NOT_SUPPORTED,
        "files are not ordered by column "
            + vector.getName()
            + " of the type "
            + vector.getField().getType());
  }

  /** Integers, dates and timestamps. */
  record Numbers(long[] values) implements SortColumn {
    @Override
    public int compare(int left, int right) {
      return Long.compare(values[left], values[right]);
    }

    @Override
    public int[] shares(int bits) {
      long[] sample = new long[Sample.size(values.length)];
      Arrays.setAll(sample, i -> values[Sample.row(i, sample.length, values.length)]);
      Arrays.sort(sample);
      int[] shares = new int[values.length];
      Arrays.setAll(
          shares,
          row -> Sample.share(Arrays.binarySearch(sample, values[row]), sample.length, bits));
      return shares;
    }
  }

  /** Texts. */
  record Texts(String[] values) implements SortColumn {
    @Override
    public int compare(int left, int right) {
      return values[left].compareTo(values[right]);
    }

    @Override
    public int[] shares(int bits) {
      String[] sample = new String[Sample.size(values.length)];
      Arrays.setAll(sample, i -> values[Sample.row(i, sample.length, values.length)]);
      Arrays.sort(sample);
      int[] shares = new int[values.length];
      Arrays.setAll(
          shares,
          row -> Sample.share(Arrays.binarySearch(sample, values[row]), sample.length, bits));
      return shares;
    }
  }
}
