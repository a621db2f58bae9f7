package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.result.ResultColumns;
import java.sql.BatchUpdateException;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Calendar;
import org.apache.arrow.flight.sql.FlightSqlClient.PreparedStatement;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Runs a statement with values for its parameters. What the server prepared it keeps for an update
 * alone: a query is sent as its text with the values.
 */
final class PitwallPreparedStatement extends ParameterSetters {
  private final String sql;
  private final PreparedStatement prepared;
  private final Parameters parameters;

  PitwallPreparedStatement(PitwallConnection connection, String sql, PreparedStatement prepared) {
    super(connection);
    this.sql = sql;
    this.prepared = prepared;
    this.parameters = new Parameters(prepared.getParameterSchema());
    if (!isUpdate()) {
      release();
    }
  }

  @Override
  void set(int index, Object value, Calendar calendar) throws SQLException {
    checkOpen();
    parameters.set(index, value, calendar);
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    parameters.clear();
  }

  @Override
  public boolean execute() throws SQLException {
    checkOpen();
    return run(parameters.one(pitwall().link().allocator()));
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    if (isUpdate()) {
      throw SqlErrors.invalid("the statement returns no rows; run such with executeUpdate");
    }
    execute();
    return query();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    checkOpen();
    if (!isUpdate()) {
      throw SqlErrors.invalid("the statement returns rows; run such with executeQuery");
    }
    execute();
    return update();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return (int) executeLargeUpdate();
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    parameters.addBatch();
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    parameters.clearBatch();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Arrays.stream(executeLargeBatch()).mapToInt(count -> (int) count).toArray();
  }

  /**
   * Runs the statement with all rows of values in one call. The server counts what they changed
   * together, so that it is known of each only that it succeeded. Without parameters there are no
   * rows to send, and each run is a call.
   */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    int size = parameters.batchSize();
    if (size == 0) {
      return new long[0];
    }
    long[] counts = new long[size];
    int done = 0;
    try {
      if (!isUpdate()) {
        throw SqlErrors.invalid("a batch cannot hold a statement that returns rows");
      }
      if (parameters.isNone()) {
        for (; done < size; done++) {
          counts[done] = executeLargeUpdate();
        }
        return counts;
      }
      run(parameters.all(pitwall().link().allocator()));
    } catch (SQLException e) {
      throw new BatchUpdateException(
          e.getMessage(), e.getSQLState(), e.getErrorCode(), Arrays.copyOf(counts, done), e);
    } finally {
      parameters.clearBatch();
    }
    Arrays.fill(counts, Statement.SUCCESS_NO_INFO);
    if (size == 1) {
      counts[0] = update();
    }
    return counts;
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return isUpdate() ? null : ResultColumns.of(prepared.getResultSetSchema());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return new ParameterDescription(parameters.schema());
  }

  @Override
  public void close() {
    if (!isClosed()) {
      super.close();
      release();
    }
  }

  /** Has the server forget the statement, of which the columns stay known; may be done twice. */
  private void release() {
    pitwall().link().closeQuietly(prepared);
  }

  private boolean isUpdate() {
    return prepared.getResultSetSchema().getFields().isEmpty();
  }

  private boolean run(VectorSchemaRoot values) throws SQLException {
    try (values) {
      if (!isUpdate()) {
        return run(scope -> pitwall().link().exchange(scope, sql, values));
      }
      prepared.setParameters(values);
      return run((client, options) -> prepared.execute(options));
    }
  }
}
