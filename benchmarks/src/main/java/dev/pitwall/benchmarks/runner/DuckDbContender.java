package dev.pitwall.benchmarks.runner;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB in this process, on all cores. */
final class DuckDbContender implements Contender {
  private final Connection connection;

  DuckDbContender() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @Override
  public void prepare(PointInTimeQuery query) throws SQLException {
    // Both are advised for large queries over Parquet files: the order of the rows does not matter
    // here, and the files do not change between runs.
    execute("SET preserve_insertion_order = false");
    execute("SET parquet_metadata_cache = true");
  }

  @Override
  public List<Double> run(PointInTimeQuery query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(new DuckDbSql(query).digest())) {
      row.next();
      List<Double> digest = new ArrayList<>();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        digest.add(row.getDouble(column));
      }
      return digest;
    }
  }

  @Override
  public void answer(PointInTimeQuery query, Path directory) throws SQLException, IOException {
    Files.createDirectories(directory);
    String file = directory.resolve("answer.parquet").toString();
    execute("COPY (" + new DuckDbSql(query).trainingSet() + ") TO '" + file + "'");
  }

  @Override
  public void plan(PointInTimeQuery query, TextUse text) {
    throw new UnsupportedOperationException("DuckDB has no plan cache to measure");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
