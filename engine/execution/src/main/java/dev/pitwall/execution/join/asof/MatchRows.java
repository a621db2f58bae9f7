package dev.pitwall.execution.join.asof;

import dev.pitwall.execution.key.KeyIndex;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.plan.AsofJoinPlan;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.term.MatchDirection;
import dev.pitwall.execution.plan.term.NullKeys;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.RetainedBatches;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The rows of both sides as numbers, in which every match lies forward.
 *
 * @param keyCount how many distinct keys the spine has, numbered from 0
 * @param spineKeys {@link KeyNumbering#NONE} for a row that can match nothing
 * @param featureKeys as {@code spineKeys}
 */
record MatchRows(
    int keyCount, int[] spineKeys, int[] featureKeys, MatchValues values, CreatedTimes created) {
  /** So many that every array over the rows of both sides can be made. */
  private static final long MAXIMUM_ROWS = Integer.MAX_VALUE - 8;

  private static final long BYTES_PER_ROW = Integer.BYTES + 2L * Long.BYTES + 1;

  /**
   * Reads the rows.
   *
   * @param reservation accounts for the arrays
   */
  static MatchRows of(
      AsofJoinPlan plan,
      RetainedBatches spine,
      RetainedBatches feature,
      HeapReservation reservation,
      QueryContext context) {
    long rows = checked(spine.rowCount() + feature.rowCount());
    reservation.resize(BYTES_PER_ROW * rows);
    FeatureInput input = plan.feature();
    MatchValues values =
        MatchValues.of(spine, input.spineTimestamp(), feature, input.eventTimestamp(), context);
    if (plan.direction() == MatchDirection.BACKWARD) {
      values.reverse();
    }
    CreatedTimes created = CreatedTimes.of(feature, input.createdTimestamp());
    List<Field> fields = plan.spine().schema().getFields();
    List<Field> keyFields = input.spineKeys().stream().map(fields::get).toList();
    try (KeyIndex keys = KeyIndex.of(keyFields, NullKeys.MATCH_NOTHING, context.memory())) {
      int[] spineKeys = numbers(keys.adder(input.spineKeys()), spine, input.spineTimestamp());
      KeyNumbering finder = keys.finder(input.featureKeys());
      int[] featureKeys = numbers(finder, feature, input.eventTimestamp());
      return new MatchRows(keys.size(), spineKeys, featureKeys, values, created);
    }
  }

  private static long checked(long rows) {
    if (rows > MAXIMUM_ROWS) {
      throw new PitwallException(
          ErrorCode.LIMIT_EXCEEDED,
          "the two sides of an ASOF JOIN have "
              + rows
              + " rows; at most "
              + MAXIMUM_ROWS
              + " are possible, so filter them first");
    }
    return rows;
  }

  private static int[] numbers(KeyNumbering numbering, RetainedBatches rows, int valueColumn) {
    int[] all = new int[Math.toIntExact(rows.rowCount())];
    int first = 0;
    for (VectorSchemaRoot batch : rows.batches()) {
      int[] numbers = new int[batch.getRowCount()];
      numbering.number(batch, numbers);
      FieldVector values = batch.getVector(valueColumn);
      for (int i = 0; i < numbers.length; i++) {
        all[first++] = values.isNull(i) ? KeyNumbering.NONE : numbers[i];
      }
    }
    return all;
  }
}
