package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.Fields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are ordered by code point wherever they are compared. */
class TextOrderDeltaSqlTest {
  private static final Comparator<String> ORDER =
      (left, right) -> Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());

  /** By UTF-16 the last would come before the two before it. */
  private static final List<String> ALPHABET =
      List.of("a", "é", "\uD7FF", "\uE000", "\uFFFD", "\uD83D\uDE00");

  private static final int FILES = 3;
  private static final int ROWS_OF_A_FILE = 20;
  private static final Schema WORDS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("g", Fields.BIGINT),
          Fields.of("word", Fields.VARCHAR));

  @TempDir private Path directory;
  @AutoClose private DeltaEngine engine;
  private List<String> words;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    Random random = new Random(46);
    words =
        Stream.generate(() -> word(random)).limit(FILES * ROWS_OF_A_FILE).sorted(ORDER).toList();
    for (int file = 0; file < FILES; file++) {
      engine.append("words", WORDS, rows(file * ROWS_OF_A_FILE, ROWS_OF_A_FILE));
    }
    String parts = engine.table("parts", WORDS, List.of("word"), rows(0, words.size()));
    engine.update("CREATE TABLE parts FROM DELTA '" + parts + "'");
    engine.update("CREATE TABLE words FROM DELTA '" + directory.resolve("words") + "'");
    engine.update("CREATE TEMPORARY TABLE copies AS SELECT * FROM words");
  }

  private static String word(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(i -> ALPHABET.get(random.nextInt(ALPHABET.size())))
        .collect(Collectors.joining());
  }

  private List<List<Object>> rows(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> row(i, i % 3, words.get(i)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "copies", "parts"})
  void keepsTheRowsOfACondition(String table) {
    Random random = new Random(47);
    for (int i = 0; i < 12; i++) {
      String x = words.get(random.nextInt(words.size()));
      String y = i == 0 ? x : word(random);
      conditions(x, y)
          .forEach(
              (condition, holds) -> {
                String sql = condition.replace("{x}", quoted(x)).replace("{y}", quoted(y));
                assertThat(
                        engine.rows("SELECT id FROM " + table + " WHERE " + sql + " ORDER BY id"))
                    .as(sql)
                    .isEqualTo(
                        IntStream.range(0, words.size())
                            .filter(id -> holds.test(words.get(id)))
                            .mapToObj(id -> row((long) id))
                            .toList());
              });
    }
  }

  private static Map<String, Predicate<String>> conditions(String x, String y) {
    Map<String, Predicate<String>> conditions = new LinkedHashMap<>();
    Predicate<String> lessX = w -> ORDER.compare(w, x) < 0;
    Predicate<String> lessY = w -> ORDER.compare(w, y) < 0;
    Predicate<String> isX = w -> w.equals(x);
    Predicate<String> isY = w -> w.equals(y);
    conditions.put("word < {x}", lessX);
    conditions.put("word <= {x}", lessX.or(isX));
    conditions.put("word > {x}", lessX.or(isX).negate());
    conditions.put("{x} <= word", lessX.negate());
    conditions.put("word = {x}", isX);
    conditions.put("word <> {x}", isX.negate());
    conditions.put("word BETWEEN {x} AND {y}", lessX.negate().and(lessY.or(isY)));
    conditions.put("word NOT BETWEEN {x} AND {y}", lessX.or(lessY.or(isY).negate()));
    conditions.put("word < {x} AND word < {y}", lessX.and(lessY));
    conditions.put("word < {x} OR word < {y}", lessX.or(lessY));
    conditions.put("word <> {x} AND word < {y}", isX.negate().and(lessY));
    conditions.put("word IN ({x}, {y}) OR word > {x}", lessX.negate().or(isY));
    conditions.put(
        "word NOT IN ({x}, {y}) AND word > 'a'",
        isX.or(isY).negate().and(w -> ORDER.compare(w, "a") > 0));
    conditions.put("word < {x} AND {x} < {y}", lessX.and(w -> ORDER.compare(x, y) < 0));
    conditions.put("CASE WHEN word < {x} THEN {x} ELSE {y} END >= word", lessX.or(lessY).or(isY));
    return conditions;
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "copies", "parts"})
  void findsTheFirstAndTheLast(String table) {
    assertThat(engine.rows("SELECT word FROM " + table + " ORDER BY word"))
        .isEqualTo(column(words));
    List<Object> ends = row(words.get(0), words.get(words.size() - 1));
    assertThat(engine.rows("SELECT MIN(word), MAX(word) FROM " + table)).containsExactly(ends);
    List<List<Object>> groups = new ArrayList<>();
    for (long group = 0; group < 3; group++) {
      int last = words.size() - 3 + (int) group;
      groups.add(row(group, words.get((int) group), words.get(last)));
    }
    String perGroup = "SELECT g, MIN(word), MAX(word) FROM " + table;
    assertThat(engine.rows(perGroup + " GROUP BY g ORDER BY g")).isEqualTo(groups);
    assertThat(
            engine.rows(
                "SELECT DISTINCT g, MIN(word) OVER (PARTITION BY g), MAX(word) OVER (PARTITION BY"
                    + " g) FROM "
                    + table
                    + " ORDER BY g"))
        .isEqualTo(groups);
    groups.add(row(null, ends.get(0), ends.get(1)));
    assertThat(engine.rows(perGroup + " GROUP BY ROLLUP (g) ORDER BY g NULLS LAST"))
        .isEqualTo(groups);
  }

  @Test
  void ordersWindowsAndPairs() {
    assertThat(
            engine.rows(
                "SELECT word FROM (SELECT word, ROW_NUMBER() OVER (ORDER BY word) AS n FROM words)"
                    + " ORDER BY n"))
        .isEqualTo(column(words));
    long below = 0;
    for (String left : words) {
      below += words.stream().filter(right -> ORDER.compare(left, right) < 0).count();
    }
    assertThat(engine.rows("SELECT COUNT(*) FROM words AS l JOIN copies AS r ON l.word < r.word"))
        .containsExactly(row(below));
    assertThat(
            engine.rows(
                "SELECT COUNT(*) FROM words AS l WHERE l.word ="
                    + " (SELECT MAX(r.word) FROM copies AS r WHERE r.word <= l.word)"))
        .containsExactly(row((long) words.size()));
    assertThat(
            engine.rows(
                "SELECT GREATEST(word, '\uE000'), LEAST(word, '\uE000') FROM (VALUES"
                    + " '\uD83D\uDE00') AS t (word)"))
        .containsExactly(row("\uD83D\uDE00", "\uE000"));
  }

  private static List<List<Object>> column(List<String> values) {
    return values.stream().map(value -> row(value)).toList();
  }
}
