package dev.pitwall.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerComparisonTest {
  private static final String RIGHT =
      "SELECT i AS spine_id, i / 3.0 AS a, CASE WHEN i % 2 = 0 THEN i END AS b FROM range(100) t(i)";

  @TempDir Path directory;

  @Test
  void equalRowsAreCountedInAnyOrder() throws Exception {
    assertThat(compare(RIGHT + " ORDER BY i DESC")).isEqualTo(100);
  }

  @Test
  void anotherValueIsFound() {
    assertDifferent("SELECT spine_id, CASE WHEN spine_id = 7 THEN 7 ELSE a END AS a, b", 1);
  }

  @Test
  void valueInsteadOfNullIsFound() {
    assertDifferent("SELECT spine_id, a, coalesce(b, 0) AS b", 50);
  }

  @Test
  void missingRowIsFound() {
    assertThatThrownBy(() -> compare(RIGHT + " WHERE i <> 7"))
        .isInstanceOf(PitwallException.class)
        .hasMessageStartingWith("1 of 100 rows of ours and theirs differ");
  }

  @Test
  void rowThatIsThereTwiceIsFound() {
    assertThatThrownBy(() -> compare(RIGHT + " UNION ALL " + RIGHT + " WHERE i = 7"))
        .isInstanceOf(PitwallException.class)
        .hasMessageStartingWith("ours gave 101 rows for 100 rows of the spine");
  }

  private void assertDifferent(String select, int rows) {
    assertThatThrownBy(() -> compare(select + " FROM (" + RIGHT + ")"))
        .isInstanceOf(PitwallException.class)
        .hasMessageStartingWith(rows + " of 100 rows of ours and theirs differ");
  }

  private long compare(String answer) throws SQLException, IOException {
    return new AnswerComparison(List.of("a", "b"))
        .compare("ours", write("ours", answer), "theirs", write("theirs", RIGHT));
  }

  private Path write(String name, String query) throws SQLException, IOException {
    Path answer = Files.createDirectories(directory.resolve(name));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + answer.resolve("answer.parquet") + "'");
    }
    return answer;
  }
}
