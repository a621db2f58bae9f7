package dev.pitwall.benchmarks;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.QueryResult;
import dev.pitwall.core.session.QuerySession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * One view joined to a spine as of each row's time, beside DuckDB's ASOF JOIN on the same Parquet
 * files: {@code PitOne <directory> [feature rows] [spine rows]}. Both sum the features up, so that
 * every row is made but none has to leave the process.
 */
public final class PitOne {
  private static final int PAIRS = 5;
  private static final String SUMS =
      "SELECT count(*), count(conv_rate), sum(avg_daily_trips), sum(conv_rate), sum(acc_rate) FROM ";

  private PitOne() {}

  /** Makes the tables when they are missing, then runs the contenders in turn. */
  public static void main(String[] arguments) throws SQLException {
    Path directory = Path.of(arguments[0]);
    int featureRows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000_000;
    int spineRows = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000_000;
    FeatureTables tables = new FeatureTables(directory);
    tables.create(featureRows, spineRows);
    try (FeatureQueryEngine engine =
            FeatureQueryEngine.open(EngineConfig.inDirectory(directory.resolve("engine")));
        QuerySession session = engine.openSession("benchmark");
        Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      define(engine, session, tables);
      compare(engine, session, duckdb, tables);
    }
  }

  private static void define(
      FeatureQueryEngine engine, QuerySession session, FeatureTables tables) {
    for (String sql :
        List.of(
            "CREATE OR REPLACE ENTITY driver (driver_id BIGINT)",
            "CREATE OR REPLACE FEATURE VIEW driver_stats ENTITY driver TIMESTAMP event_ts"
                + " FROM DELTA '"
                + tables.features()
                + "'",
            "CREATE OR REPLACE TABLE spine FROM DELTA '" + tables.spine() + "'")) {
      engine.execute(session, sql).close();
    }
  }

  private static void compare(
      FeatureQueryEngine engine, QuerySession session, Connection duckdb, FeatureTables tables)
      throws SQLException {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    run(engine, session);
    run(duckdb, tables);
    for (int pair = 0; pair < PAIRS; pair++) {
      long start = System.nanoTime();
      List<Double> answer = run(engine, session);
      long between = System.nanoTime();
      List<Double> expected = run(duckdb, tables);
      long end = System.nanoTime();
      checkEqual(answer, expected);
      ours.add((between - start) / 1e9);
      theirs.add((end - between) / 1e9);
      System.out.printf(
          Locale.ROOT, "pair %d: pitwall %.3f s, duckdb %.3f s%n", pair, last(ours), last(theirs));
    }
    System.out.printf(
        Locale.ROOT,
        "bench pit-one: pitwall_s=%.3f duckdb_s=%.3f ratio_vs_duckdb=%.2f%n",
        median(ours),
        median(theirs),
        median(theirs) / median(ours));
  }

  private static List<Double> run(FeatureQueryEngine engine, QuerySession session) {
    String sql =
        SUMS
            + "(SELECT f.* FROM spine AS s LEFT JOIN driver_stats FOR SYSTEM_TIME AS OF s.at_ts AS f"
            + " ON f.driver_id = s.driver_id) AS j";
    List<Double> sums = new ArrayList<>();
    try (QueryResult result = engine.execute(session, sql);
        VectorSchemaRoot batch = result.next()) {
      batch
          .getFieldVectors()
          .forEach(vector -> sums.add(((Number) vector.getObject(0)).doubleValue()));
    }
    return sums;
  }

  private static List<Double> run(Connection duckdb, FeatureTables tables) throws SQLException {
    String sql =
        SUMS
            + "(SELECT f.* FROM '"
            + tables.spine()
            + "/*.parquet' AS s ASOF LEFT JOIN '"
            + tables.features()
            + "/*.parquet' AS f ON f.driver_id = s.driver_id AND s.at_ts >= f.event_ts) AS j";
    try (Statement statement = duckdb.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      List<Double> sums = new ArrayList<>();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        sums.add(row.getDouble(column));
      }
      return sums;
    }
  }

  /** Sums of floating-point numbers depend on the order of the rows, in the last digits. */
  private static void checkEqual(List<Double> answer, List<Double> expected) {
    for (int i = 0; i < expected.size(); i++) {
      if (Math.abs(answer.get(i) - expected.get(i)) > 1e-6 * Math.abs(expected.get(i))) {
        throw new IllegalStateException("the answers differ: " + answer + ", " + expected);
      }
    }
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  private static double last(List<Double> seconds) {
    return seconds.get(seconds.size() - 1);
  }
}
