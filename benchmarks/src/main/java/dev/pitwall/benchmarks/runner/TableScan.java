package dev.pitwall.benchmarks.runner;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.config.EngineConfig.LimitsConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.session.QuerySession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An engine in this process that reads columns of one table, and makes one row of all. */
public interface TableScan extends AutoCloseable {
  /** Reads columns; gives the sum of the first one. */
  double read(List<String> columns) throws Exception;

  /**
   * Pitwall on local files.
   *
   * @param directory for its own files
   * @param table the directory of a Delta table
   */
  static TableScan pitwall(Path directory, Path table, int cores) {
    return pitwall(directory, table.toString(), Map.of(), cores);
  }

  /**
   * Pitwall.
   *
   * @param directory for its own files
   * @param location of a Delta table
   * @param delta the options of the store of Delta tables
   */
  static TableScan pitwall(Path directory, String location, Map<String, String> delta, int cores) {
    EngineConfig config = EngineConfig.inDirectory(directory);
    LimitsConfig limits = config.limits();
    EngineConfig bound =
        new EngineConfig(
            directory,
            config.registry(),
            config.onlineStore(),
            new LimitsConfig(
                limits.memoryBytes(),
                limits.queryMemoryBytes(),
                limits.queryTimeout(),
                limits.statementLength(),
                limits.nestingDepth(),
                cores,
                limits.planCacheSize()),
            Map.of("delta", delta));
    FeatureQueryEngine engine = FeatureQueryEngine.open(bound);
    QuerySession session = engine.openSession("benchmark");
    engine.execute(session, "CREATE OR REPLACE TABLE t FROM DELTA '" + location + "'").close();
    return new Pitwall(engine, session);
  }

  /**
   * DuckDB.
   *
   * @param table a directory whose Parquet files are all valid
   */
  static TableScan duckDb(Path table, int cores) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement setting = connection.createStatement()) {
      setting.execute("SET threads = " + cores);
      setting.execute("SET preserve_insertion_order = false");
      setting.execute("SET parquet_metadata_cache = true");
    }
    return new DuckDb(connection, table);
  }

  @Override
  void close() throws Exception;

  private static String digest(List<String> columns) {
    return columns.stream()
        .map(column -> (column.endsWith("_ts") ? "MAX(" : "SUM(") + column + ")")
        .collect(Collectors.joining(", ", "SELECT ", " FROM "));
  }

  /** In this process. */
  record Pitwall(FeatureQueryEngine engine, QuerySession session) implements TableScan {
    @Override
    public double read(List<String> columns) {
      try (QueryResult result = engine.execute(session, digest(columns) + "t");
          VectorSchemaRoot row = result.next()) {
        return ((Number) row.getVector(0).getObject(0)).doubleValue();
      }
    }

    @Override
    public void close() {
      session.close();
      engine.close();
    }
  }

  /** In this process. */
  record DuckDb(Connection connection, Path table) implements TableScan {
    @Override
    public double read(List<String> columns) throws SQLException {
      String sql = digest(columns) + "read_parquet('" + table + "/*.parquet')";
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getDouble(1);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
