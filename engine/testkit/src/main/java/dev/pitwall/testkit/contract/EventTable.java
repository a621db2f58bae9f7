package dev.pitwall.testkit.contract;

import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.generate.RandomPredicates;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The table most offline tests read: three commits in which {@code n} counts on and {@code ts}
 * rises with it, while the other columns repeat few values and NULLs.
 */
final class EventTable {
  static final int COMMITS = 3;
  static final int COMMIT_ROWS = 400;
  static final int ROWS = COMMITS * COMMIT_ROWS;
  static final Schema SCHEMA =
      Fields.schema(
          Fields.of("n", Fields.BIGINT),
          Fields.of("ts", Fields.TIMESTAMP_LTZ),
          Fields.of("city", Fields.VARCHAR),
          Fields.of("share", Fields.DOUBLE),
          Fields.of("price", Fields.decimal(12, 2)),
          Fields.of("day", Fields.DATE),
          Fields.of("flag", Fields.BOOLEAN));
  static final int CITY = 2;

  private static final List<String> CITIES = List.of("oslo", "lima", "pune", "");
  private static final long START = 1_704_067_200_000_000L;
  private static final Map<String, List<Object>> VALUES = values();

  private EventTable() {}

  /** The rows of one commit, counted from zero. */
  static List<List<Object>> rows(int commit) {
    return IntStream.range(commit * COMMIT_ROWS, (commit + 1) * COMMIT_ROWS)
        .mapToObj(EventTable::row)
        .toList();
  }

  /** The rows of all commits. */
  static List<List<Object>> rows() {
    return IntStream.range(0, ROWS).mapToObj(EventTable::row).toList();
  }

  /** The {@code ts} of a row: odd microseconds, in pairs that tie. */
  static long timestamp(int n) {
    return START + (n / 2) * 1_000_000_001L;
  }

  private static List<Object> row(int n) {
    return Batches.row(
        n,
        n % 97 == 5 ? null : timestamp(n),
        n % 5 == 4 ? null : CITIES.get(n % 5),
        n % 7 == 3 ? null : (n % 50) / 8.0,
        n % 11 == 2 ? null : BigDecimal.valueOf(n % 300 - 100, 2),
        n % 13 == 0 ? null : 19_000 + n / 100,
        n % 3 == 0 ? null : n % 2 == 0);
  }

  /** Predicates over all columns, with values that occur. */
  static Predicate predicate(long seed) {
    return new RandomPredicates(new Random(seed), VALUES).next();
  }

  private static Map<String, List<Object>> values() {
    Map<String, List<Object>> values = new HashMap<>();
    List<String> names = Batches.names(SCHEMA);
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      values.put(
          names.get(i),
          rows().stream().map(row -> row.get(column)).filter(Objects::nonNull).distinct().toList());
    }
    return values;
  }
}
