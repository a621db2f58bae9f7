package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryTableSqlTest {
  @TempDir private Path directory;

  /** No query could tell them apart. */
  @Test
  void hasNoTwoColumnsOfOneName() {
    try (TestEngine engine = new TestEngine(directory, StoreLayout.regular(4, 3))) {
      assertThatThrownBy(
              () -> engine.update("CREATE TEMPORARY TABLE t AS SELECT 1 AS a, 2 AS \"A\""))
          .isInstanceOfSatisfying(
              PitwallException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_COLUMN))
          .hasMessageContaining("two columns of the temporary table would be named");
      engine.update("CREATE TEMPORARY TABLE t AS SELECT 1 AS a, 2 AS b");
      assertThat(engine.rows("SELECT a, b FROM t")).containsExactly(row(1, 2));
    }
  }
}
