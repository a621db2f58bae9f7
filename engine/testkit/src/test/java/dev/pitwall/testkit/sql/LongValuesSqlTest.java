package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VALUES of many rows that compute something, most of them the same of other literals. */
class LongValuesSqlTest {
  private static final long DAY = 86_400_000_000L;
  private static final int ROWS = 500;

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(16, 3));
  }

  /** Each seventh row has NULL for what the others compute. */
  @Test
  void computesEachRow() {
    String values =
        listed(
            i ->
                i % 7 == 0
                    ? "(%d, NULL, NULL, NULL)".formatted(i)
                    : "(%d, CAST('%s' AS TIMESTAMP), %d * 2 + 1, ARRAY['%s', 'b'])"
                        .formatted(i, LocalDate.ofEpochDay(i), i, "a".repeat(i % 5)));
    assertThat(engine.rows("SELECT * FROM (VALUES " + values + ") AS t (i, seen, n, a)"))
        .isEqualTo(
            expected(
                i ->
                    i % 7 == 0
                        ? Arrays.asList((long) i, null, null, null)
                        : row(i, i * DAY, i * 2 + 1, List.of("a".repeat(i % 5), "b"))));
  }

  /** A literal's own type decides, not that of the row before. */
  @Test
  void tellsTypesApart() {
    String values =
        listed(
            i ->
                switch (i % 4) {
                  case 0 -> "(0.1 * %d)".formatted(i);
                  case 1 -> "(0.10 * %d)".formatted(i);
                  case 2 -> "(CAST(%d AS DECIMAL(20, 12)) * 2)".formatted(i);
                  default -> "(CAST('%d.5' AS DECIMAL(20, 12)))".formatted(i);
                });
    List<List<Object>> rows = engine.rows("VALUES " + values);
    assertThat(rows).hasSize(ROWS);
    for (int i = 0; i < ROWS; i++) {
      BigDecimal factor = new BigDecimal(i % 4 < 2 ? "0.1" : i % 4 == 2 ? "2" : "1");
      BigDecimal half = new BigDecimal(i % 4 == 3 ? "0.5" : "0");
      assertThat((BigDecimal) rows.get(i).get(0))
          .isEqualByComparingTo(factor.multiply(BigDecimal.valueOf(i)).add(half));
    }
  }

  @Test
  void namesTheRowThatFails() {
    assertThatThrownBy(
            () ->
                engine.rows(
                    "VALUES " + listed(i -> "CAST('%s' AS INTEGER)".formatted(i == 300 ? "x" : i))))
        .hasMessageContaining("'x'");
  }

  private static String listed(IntFunction<String> value) {
    return IntStream.range(0, ROWS).mapToObj(value).collect(Collectors.joining(", "));
  }

  private static List<List<Object>> expected(IntFunction<List<Object>> row) {
    return IntStream.range(0, ROWS).mapToObj(row).toList();
  }
}
