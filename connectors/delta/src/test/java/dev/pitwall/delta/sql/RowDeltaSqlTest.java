package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are rows, in real Delta tables. */
class RowDeltaSqlTest {
  @TempDir private Path directory;
  private DeltaEngine engine;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    engine.update(
        "CREATE TABLE homes (id BIGINT, home ROW(city VARCHAR NULL, since DATE NULL),"
            + " trail ROW(city VARCHAR NULL, since DATE NULL) ARRAY) FROM DELTA '"
            + directory.resolve("homes")
            + "'");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void areWrittenAndRead() {
    engine.update(
        "INSERT INTO homes VALUES"
            + " (1, ROW('Oslo', DATE '1970-01-03'), ARRAY[ROW('Bergen', DATE '1970-01-02'), NULL]),"
            + " (2, NULL, NULL), (3, ROW('Trondheim', NULL), NULL)");
    engine.update("INSERT INTO homes SELECT id + 3, home, ARRAY[home] FROM homes");
    assertThat(engine.rows("SELECT * FROM homes ORDER BY id"))
        .containsExactly(
            row(1L, home("Oslo", 2L), Arrays.asList(home("Bergen", 1L), null)),
            row(2L, null, null),
            row(3L, home("Trondheim", null), null),
            row(4L, home("Oslo", 2L), List.of(home("Oslo", 2L))),
            row(5L, null, Arrays.asList((Object) null)),
            row(6L, home("Trondheim", null), List.of(home("Trondheim", null))));
  }

  private static Map<String, Object> home(String city, Long since) {
    Map<String, Object> home = new HashMap<>();
    home.put("city", city);
    home.put("since", since);
    return home;
  }
}
