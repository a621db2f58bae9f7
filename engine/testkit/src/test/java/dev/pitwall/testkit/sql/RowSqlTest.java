package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are rows themselves. */
class RowSqlTest {
  /** More than a vector has room for before it grows. */
  private static final int COUNT = 10_000;

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(COUNT, COUNT));
    engine.table(
        "numbers",
        Fields.schema(Fields.of("n", Fields.BIGINT)),
        LongStream.range(0, COUNT).mapToObj(n -> row(n)).toList());
    engine.update("CREATE TABLE numbers FROM DELTA 'numbers'");
  }

  @Test
  void haveNoFieldsWithoutAType() {
    assertThatThrownBy(() -> engine.rows("SELECT ROW(n, NULL) FROM numbers"))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_TYPE))
        .hasMessageContaining("EXPR$1 of a row or map is NULL without a type; write CAST(NULL AS");
    assertThat(engine.rows("SELECT n, ROW(n, CAST(NULL AS DATE)) FROM numbers"))
        .hasSize(COUNT)
        .allSatisfy(
            r -> assertThat(new ArrayList<>(fields(r).values())).isEqualTo(row(r.get(0), null)));
  }

  @Test
  void haveAsManyAsThereAreOfEachField() {
    String sql = "SELECT n, ROW(n, CAST(n AS VARCHAR), n > 5) FROM numbers";
    assertThat(engine.rows(sql))
        .hasSize(COUNT)
        .allSatisfy(
            r ->
                assertThat(fields(r).values())
                    .map(value -> value instanceof Text text ? text.toString() : value)
                    .containsExactlyInAnyOrder(r.get(0), r.get(0).toString(), (Long) r.get(0) > 5));
  }

  private static Map<?, ?> fields(List<Object> row) {
    return (Map<?, ?>) row.get(1);
  }
}
