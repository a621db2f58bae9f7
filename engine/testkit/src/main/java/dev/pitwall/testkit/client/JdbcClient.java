package dev.pitwall.testkit.client;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Does with a JDBC driver what the matrix asks, and says what came of it. */
public final class JdbcClient {
  /** A query that nobody waits for. */
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM "
          + "abcdefghij"
              .chars()
              .mapToObj(name -> "matrix AS " + (char) name)
              .collect(Collectors.joining(", "))
          + " WHERE a.id + b.id + c.id + d.id + e.id + f.id + g.id + h.id + i.id + j.id > 1";

  private static final String RUNNING =
      "SELECT COUNT(*) FROM system.queries WHERE state = 'RUNNING'"
          + " AND query LIKE 'SELECT COUNT(*) FROM matrix AS a%'";

  private final ClientMatrix matrix;
  private final Connection connection;
  private final JdbcValues values;
  private final ClientReport report = new ClientReport();

  /**
   * Makes a client of the tables that {@link ClientMatrix#definitions} makes.
   *
   * @param connection stays the caller's to close
   */
  public JdbcClient(ClientMatrix matrix, Connection connection, TimeClasses timeClasses) {
    this.matrix = matrix;
    this.connection = connection;
    this.values = new JdbcValues(timeClasses);
  }

  /** Does everything but to cancel. */
  public ClientReport run() throws SQLException {
    query();
    metadata();
    for (MatrixColumn column : matrix.columns(Operation.BIND)) {
      report.add(Operation.BIND, column.name(), bind(column));
    }
    for (MatrixColumn column : matrix.columns(Operation.BATCH)) {
      report.add(Operation.BATCH, column.name(), batch(column));
    }
    return report;
  }

  /**
   * Cancels a statement that runs, and waits until the server has ended it.
   *
   * @param other a connection of the same user
   */
  public void cancel(Connection other) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<Void> cancelled =
          CompletableFuture.runAsync(() -> cancelWhenRunning(statement, other));
      String ending;
      try (ResultSet rows = statement.executeQuery(ENDLESS)) {
        ending = "answered " + rows.next();
      } catch (SQLException e) {
        ending = "cancelled";
      }
      cancelled.join();
      while (isRunning(other)) {
        Thread.onSpinWait();
      }
      report.add(Operation.CANCEL, ClientReport.NO_COLUMN, List.of(ending));
    }
  }

  private static void cancelWhenRunning(Statement statement, Connection other) {
    try {
      while (!isRunning(other)) {
        Thread.onSpinWait();
      }
      statement.cancel();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isRunning(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(RUNNING)) {
      return count.next() && count.getLong(1) > 0;
    }
  }

  private void query() throws SQLException {
    List<MatrixColumn> columns = matrix.columns(Operation.QUERY);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(matrix.query())) {
      ResultSetMetaData result = rows.getMetaData();
      for (int i = 0; i < columns.size(); i++) {
        report.add(Operation.RESULT, columns.get(i).name(), List.of(type(result, i + 1)));
        report.add(Operation.QUERY, columns.get(i).name(), new ArrayList<>());
      }
      while (rows.next()) {
        for (int i = 0; i < columns.size(); i++) {
          MatrixColumn column = columns.get(i);
          report.of(Operation.QUERY).get(column.name()).add(value(rows, i + 1, column));
        }
      }
    }
  }

  private static String type(ResultSetMetaData result, int column) throws SQLException {
    return result.getColumnTypeName(column) + nullability(result.isNullable(column));
  }

  private void metadata() throws SQLException {
    try (ResultSet columns = connection.getMetaData().getColumns(null, "lake", "matrix", "%")) {
      while (columns.next()) {
        String type =
            columns.getString("TYPE_NAME")
                + number(columns, "COLUMN_SIZE")
                + number(columns, "DECIMAL_DIGITS")
                + nullability(columns.getInt("NULLABLE"));
        report.add(Operation.METADATA, columns.getString("COLUMN_NAME"), List.of(type));
      }
    }
  }

  private static String number(ResultSet columns, String name) throws SQLException {
    Object number = columns.getObject(name);
    return " " + (number == null ? "-" : number);
  }

  private static String nullability(int nullable) {
    return nullable == DatabaseMetaData.columnNoNulls ? " NOT NULL" : " NULL";
  }

  private List<Object> bind(MatrixColumn column) throws SQLException {
    List<Object> said = new ArrayList<>();
    String sql = "SELECT CAST(? AS " + column.type() + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int row = 0; row < matrix.rows(); row++) {
        said.add(echo(statement, column, column.value(row)));
      }
      return said;
    } catch (SQLException e) {
      return List.of(failed(e.getMessage()));
    }
  }

  private Object echo(PreparedStatement statement, MatrixColumn column, Object value) {
    try {
      values.write(statement, 1, column, value);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? values.read(rows, 1, column) : failed("no row");
      }
    } catch (SQLException | RuntimeException e) {
      return failed(e.getMessage());
    }
  }

  private List<Object> batch(MatrixColumn column) throws SQLException {
    String sql = "INSERT INTO copy (id, " + column.name() + ") VALUES (?, ?)";
    boolean isKey = column.name().equals("id");
    try (PreparedStatement insert =
        connection.prepareStatement(isKey ? "INSERT INTO copy (id) VALUES (?)" : sql)) {
      int first = nextKey();
      for (int row = 0; row < matrix.rows(); row++) {
        insert.setInt(1, first + row);
        if (!isKey) {
          values.write(insert, 2, column, column.value(row));
        }
        insert.addBatch();
      }
      insert.executeBatch();
      return copied(isKey ? "id - " + first : column.name(), column, first);
    } catch (SQLException | RuntimeException e) {
      return List.of(failed(e.getMessage()));
    }
  }

  private List<Object> copied(String expression, MatrixColumn column, int first)
      throws SQLException {
    List<Object> said = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT " + expression + " FROM copy WHERE id >= " + first + " ORDER BY id")) {
      while (rows.next()) {
        said.add(value(rows, 1, column));
      }
    }
    return said;
  }

  private int nextKey() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(id) + 1, 0) FROM copy")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private Object value(ResultSet rows, int index, MatrixColumn column) {
    try {
      return values.read(rows, index, column);
    } catch (SQLException | RuntimeException e) {
      return failed(e.getMessage());
    }
  }

  private static String failed(String message) {
    return "! " + message;
  }
}
