package dev.pitwall.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DESCRIBE HISTORY refuses; the stores that keep a history test what it tells. */
class HistorySqlTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trips | NOT_SUPPORTED | trips has no history: it is a table of the format DELTA
          trip | TABLE_NOT_FOUND | did you mean trips?
          registry.features | NOT_SUPPORTED | features has no history
          temporary | NOT_SUPPORTED | temporary has no history
          """)
  void refuses(String name, ErrorCode code, String message) {
    try (TestEngine engine = new TestEngine(directory, StoreLayout.regular(4, 3))) {
      engine.table("trips", Fields.schema(Fields.of("id", Fields.BIGINT)), List.of());
      engine.update("CREATE TABLE trips FROM DELTA 'trips'");
      engine.update("CREATE TEMPORARY TABLE \"temporary\" AS SELECT 1 AS a");

      PitwallException failure =
          catchThrowableOfType(
              PitwallException.class,
              () -> engine.rows("DESCRIBE HISTORY " + name.replace("temporary", "\"temporary\"")));

      assertThat(failure.userMessage()).startsWith("line 1, column 18").contains(message);
      assertThat(failure.code()).isEqualTo(code);
    }
  }
}
