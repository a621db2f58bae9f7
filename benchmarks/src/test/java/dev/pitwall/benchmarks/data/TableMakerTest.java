package dev.pitwall.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableMakerTest {
  private final List<String> progress = new ArrayList<>();

  @TempDir Path directory;

  @Test
  void noTwoRowsHaveTheSameTime() throws SQLException {
    Path table = maker().make(drivers(EntityChoice.UNIFORM));
    assertThat(number(table, "count(DISTINCT event_ts)")).isEqualTo(40_000);
    assertThat(number(table, "count(DISTINCT driver_id)")).isEqualTo(100);
  }

  @Test
  void oneEntityCanHaveHalfOfTheRows() throws SQLException {
    Path table = maker().make(drivers(EntityChoice.HALF_ON_ONE));
    assertThat(number(table, "count(*) FILTER (driver_id = 0)")).isBetween(19_500L, 21_000L);
  }

  @Test
  void longerHistoryEndsWithTheSameRows() throws SQLException {
    FeatureTable table = drivers(EntityChoice.UNIFORM);
    Path once = maker().make(table);
    Path twice = maker().make(table.longer(2));
    assertThat(number(twice, "count(*)")).isEqualTo(80_000);
    String common = "SELECT * FROM '%s/*.parquet' INTERSECT ALL SELECT * FROM '%s/*.parquet'";
    assertThat(query("SELECT count(*) FROM (" + String.format(common, once, twice) + ")"))
        .isEqualTo(40_000);
  }

  @Test
  void tablesAreMadeOnce() {
    TableMaker maker = maker();
    SpineTable spine = SpineTable.over("spine", 1_000, 100, EntityChoice.UNIFORM);
    assertThat(maker.make(spine)).isEqualTo(maker.make(spine)).isDirectory();
    assertThat(progress).containsExactly("making spine-1000");
  }

  private TableMaker maker() {
    return new TableMaker(directory, progress::add);
  }

  private static FeatureTable drivers(EntityChoice choice) {
    return FeatureTable.drivers("drivers", 40_000, 100, choice, 2);
  }

  private static long number(Path table, String aggregate) throws SQLException {
    return query("SELECT " + aggregate + " FROM '" + table + "/*.parquet'");
  }

  private static long query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
