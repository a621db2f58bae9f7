package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import dev.pitwall.jdbc.result.PitwallResultSet;
import dev.pitwall.jdbc.result.ResultColumns;
import dev.pitwall.jdbc.transport.Answer;
import dev.pitwall.jdbc.transport.CallScope;
import dev.pitwall.jdbc.transport.FlightLink.FlightCall;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs statements that are sent as text. */
class PitwallStatement extends StatementOptions {
  private static final long NO_UPDATE = -1;

  private final List<String> batch = new ArrayList<>();
  private volatile CallScope running;
  private PitwallResultSet result;
  private long updateCount = NO_UPDATE;

  PitwallStatement(PitwallConnection connection) {
    super(connection);
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    checkText(sql);
    return run((client, options) -> client.execute(sql, options));
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    execute(sql);
    return query();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    execute(sql);
    return update();
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return (int) executeLargeUpdate(sql);
  }

  /** Runs something; what it ran before is closed. */
  final boolean run(FlightCall call) throws SQLException {
    return run(scope -> pitwall().link().run(scope, call));
  }

  final boolean run(Run run) throws SQLException {
    checkOpen();
    closeResult();
    CallScope scope = new CallScope(Duration.ofSeconds(pitwall().timeout(getQueryTimeout())));
    running = scope;
    Answer answer = run.in(scope);
    warnings(answer.note().warnings());
    if (!answer.isQuery()) {
      updateCount = Math.max(0, answer.note().updateCount());
      answer.batches().close();
      pitwall().changed();
      return false;
    }
    result =
        PitwallResultSet.of(
            this,
            ResultColumns.of(answer.schema()),
            answer.batches(),
            getLargeMaxRows(),
            answer.note().warnings(),
            this::resultClosed);
    return true;
  }

  final ResultSet query() throws SQLException {
    if (result == null) {
      throw SqlErrors.invalid("the statement returned no rows; run such with executeUpdate");
    }
    return result;
  }

  final long update() throws SQLException {
    if (result != null) {
      closeResult();
      throw SqlErrors.invalid("the statement returned rows; run such with executeQuery");
    }
    return updateCount;
  }

  @Override
  public final ResultSet getResultSet() throws SQLException {
    checkOpen();
    return result;
  }

  @Override
  public final int getUpdateCount() throws SQLException {
    return (int) getLargeUpdateCount();
  }

  @Override
  public final long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return updateCount;
  }

  @Override
  public final boolean getMoreResults() throws SQLException {
    checkOpen();
    closeResult();
    return false;
  }

  @Override
  public final boolean getMoreResults(int current) throws SQLException {
    return getMoreResults();
  }

  /** Ends what runs, here and on the server; may be called by any thread. */
  @Override
  public final void cancel() throws SQLException {
    checkOpen();
    stop();
  }

  final void stop() {
    CallScope scope = running;
    if (scope != null) {
      scope.cancel();
    }
  }

  @Override
  public void close() {
    if (markClosed()) {
      stop();
      closeResult();
      pitwall().forget(this);
    }
  }

  private void closeResult() {
    PitwallResultSet open = result;
    result = null;
    updateCount = NO_UPDATE;
    if (open != null) {
      open.close();
    }
  }

  private void resultClosed() {
    running = null;
    if (result != null && closesOnCompletion()) {
      close();
    }
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    checkOpen();
    checkText(sql);
    batch.add(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Arrays.stream(executeLargeBatch()).mapToInt(count -> (int) count).toArray();
  }

  /** Runs one statement after the other, up to the first that fails. */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    List<String> statements = List.copyOf(batch);
    batch.clear();
    long[] counts = new long[statements.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = executeLargeUpdate(statements.get(i));
      } catch (SQLException e) {
        throw new BatchUpdateException(
            "statement " + (i + 1) + " of the batch: " + e.getMessage(),
            e.getSQLState(),
            e.getErrorCode(),
            Arrays.copyOf(counts, i),
            e);
      }
    }
    return counts;
  }

  // Nothing here makes keys.

  @Override
  public final ResultSet getGeneratedKeys() throws SQLException {
    throw noKeys();
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    checkNoKeys(keys);
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    throw noKeys();
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    throw noKeys();
  }

  @Override
  public int executeUpdate(String sql, int keys) throws SQLException {
    checkNoKeys(keys);
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    throw noKeys();
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    throw noKeys();
  }

  static void checkText(String sql) throws SQLException {
    if (sql == null) {
      throw SqlErrors.invalid("there is no statement; its text is null");
    }
  }

  static void checkNoKeys(int keys) throws SQLException {
    if (keys != Statement.NO_GENERATED_KEYS) {
      throw noKeys();
    }
  }

  static SQLException noKeys() {
    return SqlErrors.notSupported("no keys are generated; pass Statement.NO_GENERATED_KEYS");
  }

  /** Runs something once. */
  @FunctionalInterface
  interface Run {
    Answer in(CallScope scope) throws SQLException;
  }
}
