package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IN with more values than a generated method has room for. */
class LongListSqlTest {
  private static final int ROWS = 40;

  /** What is in the lists: each third number, and many more that no row has. */
  private static final int STEP = 3;

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(16, 3));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(row((long) i, i, text(i), BigDecimal.valueOf(i * 100L, 2), i * 1_000_000L));
    }
    rows.add(row((long) ROWS, null, null, null, null));
    engine.table(
        "numbers",
        Fields.schema(
            Fields.of("id", Fields.BIGINT),
            Fields.of("n", Fields.INTEGER),
            Fields.of("name", Fields.VARCHAR),
            Fields.of("price", Fields.decimal(10, 2)),
            Fields.of("seen", Fields.TIMESTAMP)),
        rows);
    engine.update("CREATE TABLE numbers FROM DELTA 'numbers'");
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 20, 31, 40, 1_000, 5_000})
  void findsTheSameAsEachComparisonWould(int values) {
    List<Long> found = ids(i -> i % STEP == 0 && i < STEP * values);
    assertThat(ids("n IN " + list(values, String::valueOf))).isEqualTo(found);
    assertThat(ids("name IN " + list(values, i -> "'" + text(i) + "'"))).isEqualTo(found);
    assertThat(ids("price IN " + list(values, i -> i + ".0"))).isEqualTo(found);
    assertThat(ids("seen IN " + list(values, LongListSqlTest::moment))).isEqualTo(found);
  }

  /** The column that has no NULL goes another way through Calcite's simplification. */
  @ParameterizedTest
  @ValueSource(ints = {19, 20, 40, 5_000})
  void findsWhatIsNotInAList(int values) {
    List<Long> others = ids(i -> i % STEP != 0 || i >= STEP * values);
    assertThat(ids("n NOT IN " + list(values, String::valueOf))).isEqualTo(others);
    assertThat(ids("name NOT IN " + list(values, i -> "'" + text(i) + "'"))).isEqualTo(others);
    assertThat(ids("price NOT IN " + list(values, i -> i + ".000"))).isEqualTo(others);
    assertThat(
            engine.rows(
                "SELECT count(*) FROM (VALUES 1, 3, 4) AS t (v) WHERE v NOT IN "
                    + list(values, String::valueOf)))
        .containsExactly(row(2L));
  }

  private static String moment(int second) {
    return "TIMESTAMP '1970-01-01 %02d:%02d:%02d'"
        .formatted(second / 3600, second / 60 % 60, second % 60);
  }

  @Test
  void knowsNullAndRangesBesideAList() {
    String list = list(500, String::valueOf);
    assertThat(ids("n IN " + list + " OR n > 35")).isEqualTo(ids(i -> i % STEP == 0 || i > 35));
    assertThat(ids("n IN " + list + " OR n IS NULL")).isEqualTo(ids("id = 40 OR mod(n, 3) = 0"));
    assertThat(ids("n NOT IN " + list + " OR n IS NULL"))
        .isEqualTo(ids("id = 40 OR mod(n, 3) <> 0"));
    assertThat(ids("(n IN " + list + ") IS NULL")).containsExactly(40L);
    assertThat(ids("(n NOT IN " + list + ") IS NOT TRUE"))
        .isEqualTo(ids("id = 40 OR mod(n, 3) = 0"));
    assertThat(ids("n NOT IN " + list.replace(")", ", NULL)"))).isEmpty();
    assertThat(
            engine.rows("SELECT sum(CASE WHEN n IN " + list + " THEN 1 ELSE 0 END) FROM numbers"))
        .containsExactly(row(14L));
  }

  @Test
  void hasLongAndOddTexts() {
    String odd = "a:b'';\"\\\n\u00e9\ud83d\ude00";
    String texts = list(200, i -> "'" + odd + "x".repeat(500) + i + "'");
    assertThat(ids("name || '' IN " + texts)).isEmpty();
    assertThat(
            ids(
                "'"
                    + odd
                    + "x".repeat(500)
                    + "' || name IN "
                    + list(200, i -> "'" + odd + "x".repeat(500) + text(i) + "'")))
        .isEqualTo(ids(i -> i % STEP == 0));
    assertThat(ids("name IN " + list(33, i -> "'" + "y".repeat(25_000) + i + "'"))).isEmpty();
  }

  private static String text(int number) {
    return "n\u00b0" + number;
  }

  private static String list(int values, IntFunction<String> literal) {
    return IntStream.range(0, values)
        .mapToObj(i -> literal.apply(i * STEP))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static List<Long> ids(IntPredicate wanted) {
    return IntStream.range(0, ROWS).filter(wanted).mapToObj(i -> (long) i).toList();
  }

  private List<Long> ids(String condition) {
    return engine.rows("SELECT id FROM numbers WHERE " + condition + " ORDER BY id").stream()
        .map(r -> (Long) r.get(0))
        .toList();
  }
}
