package dev.pitwall.benchmarks.harness;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Compares two answers row by row and value by value. */
final class AnswerComparison {
  private final List<String> columns;

  /** Compares the columns of rows that have the same {@code spine_id}. */
  AnswerComparison(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * Compares two directories of Parquet files.
   *
   * @return how many rows were compared
   * @throws PitwallException when a row is missing, is there twice, or has another value
   */
  long compare(String contender, Path answer, String other, Path expected) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      long rows = distinctRows(statement, contender, answer);
      long expectedRows = distinctRows(statement, other, expected);
      long different = number(statement, differences(answer, expected));
      if (rows != expectedRows || different > 0) {
        throw wrong(
            different
                + " of "
                + expectedRows
                + " rows of "
                + contender
                + " and "
                + other
                + " differ; "
                + answer
                + " and "
                + expected
                + " hold them");
      }
      return rows;
    } catch (SQLException e) {
      throw new PitwallException(
          ErrorCode.DATA_CORRUPT,
          "the answers " + answer + " and " + expected + " cannot be compared: " + e.getMessage(),
          e);
    }
  }

  private static long distinctRows(Statement statement, String contender, Path answer)
      throws SQLException {
    long rows = number(statement, "SELECT count(*) FROM " + files(answer));
    long distinct = number(statement, "SELECT count(DISTINCT spine_id) FROM " + files(answer));
    if (rows != distinct) {
      throw wrong(
          contender
              + " gave "
              + rows
              + " rows for "
              + distinct
              + " rows of the spine; "
              + answer
              + " holds them");
    }
    return rows;
  }

  private String differences(Path answer, Path expected) {
    String differs =
        columns.stream()
            .map(column -> "a." + column + " IS DISTINCT FROM b." + column)
            .collect(Collectors.joining(" OR "));
    return "SELECT count(*) FROM "
        + files(answer)
        + " AS a FULL JOIN "
        + files(expected)
        + " AS b ON a.spine_id = b.spine_id WHERE a.spine_id IS NULL OR b.spine_id IS NULL OR "
        + differs;
  }

  private static String files(Path directory) {
    return "'" + directory + "/*.parquet'";
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static PitwallException wrong(String message) {
    return new PitwallException(ErrorCode.DATA_CORRUPT, message);
  }
}
