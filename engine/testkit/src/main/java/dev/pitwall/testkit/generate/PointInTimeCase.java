package dev.pitwall.testkit.generate;

import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.oracle.FeatureRow;
import dev.pitwall.testkit.oracle.NaivePointInTimeJoin;
import dev.pitwall.testkit.oracle.SpineRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A generated point-in-time join: its inputs as tables, and the oracle's answer.
 *
 * @param seed makes this case again
 * @param keys the key columns, the same on both sides: {@code k0, k1, …}
 * @param features in commit order, each one's row id being its index
 */
public record PointInTimeCase(
    long seed,
    List<Field> keys,
    List<SpineRow> spine,
    List<FeatureRow> features,
    MatchPolicy policy) {
  public static final String SPINE_TIMESTAMP = "at_ts";
  public static final String EVENT_TIMESTAMP = "event_ts";
  public static final String CREATED_TIMESTAMP = "created_ts";

  public PointInTimeCase {
    keys = List.copyOf(keys);
    spine = List.copyOf(spine);
    features = List.copyOf(features);
  }

  /** The keys, {@code at_ts} and {@code label}, the row's index. */
  public Schema spineSchema() {
    return schema(Fields.of(SPINE_TIMESTAMP, Fields.TIMESTAMP), Fields.of("label", Fields.BIGINT));
  }

  public List<List<Object>> spineRows() {
    return IntStream.range(0, spine.size()).mapToObj(this::spineRow).toList();
  }

  /** The keys, {@code event_ts}, {@code created_ts}, {@code amount} and {@code note}. */
  public Schema featureSchema() {
    return schema(
        Fields.of(EVENT_TIMESTAMP, Fields.TIMESTAMP),
        Fields.of(CREATED_TIMESTAMP, Fields.TIMESTAMP),
        Fields.of("amount", Fields.BIGINT),
        Fields.of("note", Fields.VARCHAR));
  }

  public List<List<Object>> featureRows() {
    return features.stream().map(this::featureRow).toList();
  }

  /** What the join must answer: spine rows in order, each followed by all columns of its match. */
  public List<List<Object>> expected() {
    List<Object> unmatched = Collections.nCopies(featureSchema().getFields().size(), (Object) null);
    return NaivePointInTimeJoin.join(spine, features, policy).stream()
        .map(
            match ->
                concat(
                    spineRow(match.spineRow()),
                    match.feature().map(this::featureRow).orElse(unmatched)))
        .toList();
  }

  private List<Object> spineRow(int index) {
    SpineRow row = spine.get(index);
    return concat(row.keys(), Arrays.asList(row.timestamp(), (long) index));
  }

  /** The amount tells rows apart; every third row has no note. */
  private List<Object> featureRow(FeatureRow row) {
    String note = row.rowId() % 3 == 0 ? null : "note " + row.rowId();
    return concat(
        row.keys(), Arrays.asList(row.eventTimestamp(), row.createdTimestamp(), row.rowId(), note));
  }

  private Schema schema(Field... others) {
    List<Field> fields = new ArrayList<>(keys);
    Collections.addAll(fields, others);
    return new Schema(fields);
  }

  private static List<Object> concat(List<Object> left, List<Object> right) {
    List<Object> both = new ArrayList<>(left);
    both.addAll(right);
    return Collections.unmodifiableList(both);
  }
}
