package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Casts of arrays, element by element. */
class ArrayCastSqlTest {
  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(4, 3));
    engine.table(
        "lists",
        Fields.schema(
            Fields.of("id", Fields.BIGINT),
            Fields.list("texts", Fields.VARCHAR),
            Fields.list("numbers", Fields.BIGINT)),
        List.of(
            row(1L, asList("0.5", null, "-2"), asList(1L, null)),
            row(2L, null, null),
            row(3L, List.of(), asList((Object) null))));
    engine.update("CREATE TABLE lists FROM DELTA 'lists'");
  }

  @Test
  void elementsThatAreNullStayNull() {
    assertThat(
            engine.rows(
                "SELECT CAST(texts AS DOUBLE ARRAY), CAST(numbers AS INTEGER ARRAY),"
                    + " CAST(numbers AS VARCHAR ARRAY) FROM lists ORDER BY id"))
        .containsExactly(
            row(asList(0.5, null, -2.0), asList(1L, null), asList("1", null)),
            row(null, null, null),
            row(List.of(), asList((Object) null), asList((Object) null)));
  }

  @Test
  void soDoThoseOfLiterals() {
    assertThat(
            engine.rows(
                "SELECT CAST(ARRAY['0.1', NULL] AS DOUBLE ARRAY),"
                    + " CAST(ARRAY['0.10', NULL] AS DECIMAL(3, 2) ARRAY),"
                    + " CAST(ARRAY['true', NULL] AS BOOLEAN ARRAY),"
                    + " CAST(ARRAY[1, NULL] AS BIGINT ARRAY),"
                    + " CAST(ARRAY[1, 2] AS DOUBLE ARRAY)"))
        .containsExactly(
            row(
                asList(0.1, null),
                asList(new BigDecimal("0.10"), null),
                asList(true, null),
                asList(1L, null),
                asList(1.0, 2.0)));
  }

  @Test
  void anElementThatIsNoNumberIsRefused() {
    PitwallException refused =
        catchThrowableOfType(
            PitwallException.class,
            () -> engine.rows("SELECT CAST(ARRAY[NULL, 'x'] AS DOUBLE ARRAY)"));
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_VALUE);
  }
}
