package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.flight.config.SessionLimits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections and statements of the driver, against a real server. */
class PitwallDriverTest {
  private static final String LEAKING =
      "SELECT s.at_ts, f.rate FROM trips s JOIN driver_stats f ON f.driver_id = s.driver_id";

  @TempDir private static Path home;
  private static TestServer server;
  private Connection connection;

  @BeforeAll
  static void start() {
    server = new TestServer(home);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = server.connect();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void runsAStatementOfEachKind() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute("SELECT id FROM everything ORDER BY id")).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      ResultSet rows = statement.getResultSet();
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getRow()).isEqualTo(1);
      assertThat(rows.getLong("ID")).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertThat(statement.execute("CREATE ENTITY gate (gate VARCHAR)")).isFalse();
      assertThat(rows.isClosed()).isTrue();
      assertThat(statement.getResultSet()).isNull();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      statement.execute("DROP ENTITY gate");
    }
  }

  @Test
  void countsTheRowsOfAnInsert() throws SQLException {
    String values = "VALUES (%d, TIMESTAMP '2020-01-01 00:00:00', 1), (%d, '2020-01-02', 2)";
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("INSERT INTO driver_stats " + values.formatted(7, 8)))
          .isEqualTo(2);
      statement.addBatch("INSERT INTO driver_stats " + values.formatted(9, 10));
      statement.addBatch("INSERT INTO driver_stats SELECT * FROM driver_stats WHERE driver_id = 7");
      assertThat(statement.executeBatch()).containsExactly(2, 1);
    }
  }

  @Test
  void givesNoMoreRowsThanWanted() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      try (ResultSet rows = statement.executeQuery("SELECT id FROM everything")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void readsAnswersInASessionThatCompressesThem() throws SQLException {
    String sql =
        "WITH d AS (SELECT * FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS t(x))"
            + " SELECT 'always the same' AS name FROM d a, d b, d c, d e";
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("SET ipc_compression = 'zstd'");
      assertThat(count(statement, sql)).isEqualTo(10_000);
      try (ResultSet tables = connection.getMetaData().getColumns(null, null, "%", "%")) {
        assertThat(tables.next()).isTrue();
      }
    }
    try (Connection other =
            DriverManager.getConnection(server.url() + "?header.ipc_compression=zstd");
        Statement statement = other.createStatement()) {
      assertThat(count(statement, sql)).isEqualTo(10_000);
    }
  }

  private static int count(Statement statement, String sql) throws SQLException {
    int count = 0;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        assertThat(rows.getString("name")).isEqualTo("always the same");
        count++;
      }
    }
    return count;
  }

  @Test
  void describesAnEmptyAnswerOnce() throws SQLException {
    String sql = "SELECT id, name FROM everything WHERE 1 = 0";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql);
        PreparedStatement prepared = connection.prepareStatement(sql)) {
      assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
      assertThat(rows.next()).isFalse();
      assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("name");
      assertThat(prepared.getMetaData().getColumnCount()).isEqualTo(2);
    }
  }

  @Test
  void placesAnErrorAndGivesItsStateAndNumber() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      SQLException error =
          catchThrowableOfType(
              SQLSyntaxErrorException.class,
              () -> statement.executeQuery("SELECT nmae FROM everything"));
      assertThat((Throwable) error)
          .hasMessageContaining("line 1, column 8")
          .hasMessageContaining("name?");
      assertThat(error.getSQLState()).isEqualTo("42703");
      assertThat(error.getErrorCode()).isEqualTo(1003);
      assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
    }
  }

  @Test
  void saysHowAStatementIsToBeRun() throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement query = connection.prepareStatement("SELECT 1");
        PreparedStatement update = connection.prepareStatement("SET leakage = 'warn'")) {
      assertThatThrownBy(() -> statement.executeUpdate("SELECT 1"))
          .hasMessageContaining("executeQuery");
      assertThatThrownBy(() -> statement.executeQuery("SET leakage = 'warn'"))
          .hasMessageContaining("executeUpdate");
      assertThatThrownBy(query::executeUpdate).hasMessageContaining("executeQuery");
      assertThatThrownBy(update::executeQuery).hasMessageContaining("executeUpdate");
      assertThat(update.getMetaData()).isNull();
      assertThat(update.execute()).isFalse();
      assertThatThrownBy(() -> query.executeQuery("SELECT 1")).hasMessageContaining("its text");
    }
  }

  @Test
  void warnsOfALeak() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LEAKING)) {
      assertThat((Throwable) statement.getWarnings())
          .hasMessageStartingWith("feature view driver_stats meets lake.trips on driver_id");
      assertThat(statement.getWarnings().getSQLState()).isEqualTo("01P10");
      assertThat((Throwable) rows.getWarnings()).isNotNull();
      statement.executeUpdate("CREATE TEMPORARY TABLE leaked AS " + LEAKING);
      assertThat((Throwable) statement.getWarnings()).isNotNull();
      statement.executeQuery("SELECT 1");
      assertThat((Throwable) statement.getWarnings()).isNull();
      statement.execute("SET leakage = 'error'");
      SQLException refused =
          catchThrowableOfType(SQLException.class, () -> statement.executeQuery(LEAKING));
      assertThat(refused.getSQLState()).isEqualTo("42P10");
      assertThat(refused.getErrorCode()).isEqualTo(1020);
    }
  }

  @Test
  void warnsOfALeakInAPreparedStatement() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LEAKING)) {
      statement.executeQuery();
      assertThat(statement.getWarnings().getSQLState()).isEqualTo("01P10");
    }
  }

  @Test
  void cancelsOnTheServer() throws SQLException {
    long before = server.allocated();
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> end =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowableOfType(
                      SQLException.class, () -> statement.executeQuery(TestServer.ENDLESS)));
      while (server.allocated() <= before) {
        Thread.onSpinWait();
      }
      statement.cancel();
      assertThat((Throwable) end.join()).hasMessage("the statement was cancelled");
      assertThat(end.join().getSQLState()).isEqualTo("57014");
      awaitMemoryBackTo(before);
      assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
    }
  }

  @Test
  void theServerHoldsNothingOfAPreparedQuery() throws SQLException {
    int more = SessionLimits.defaults().statements() + 1;
    List<PreparedStatement> prepared = new ArrayList<>();
    for (int i = 0; i < more; i++) {
      prepared.add(connection.prepareStatement("SELECT CAST(? AS BIGINT) AS n"));
    }
    prepared.get(0).setLong(1, 7);
    try (ResultSet rows = prepared.get(0).executeQuery()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong("n")).isEqualTo(7);
    }
    assertThat(prepared.get(more - 1).getMetaData().getColumnLabel(1)).isEqualTo("n");
  }

  @Test
  void endsAStatementAfterItsTimeout() throws SQLException {
    long before = server.allocated();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException end =
          catchThrowableOfType(
              SQLTimeoutException.class, () -> statement.executeQuery(TestServer.ENDLESS));
      assertThat((Throwable) end).hasMessageContaining("time-out of 1 seconds");
      assertThat(end.getSQLState()).isEqualTo("57014");
      awaitMemoryBackTo(before);
    }
    try (Connection hasty = connect("?queryTimeout=1");
        Statement statement = hasty.createStatement()) {
      assertThat(statement.getQueryTimeout()).isEqualTo(1);
      assertThatThrownBy(() -> statement.executeQuery(TestServer.ENDLESS))
          .isInstanceOf(SQLTimeoutException.class);
    }
  }

  @Test
  void freesAnAnswerThatIsNotReadToItsEnd() throws SQLException {
    long before = server.allocated();
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT a.* FROM everything a, everything b");
    assertThat(rows.next()).isTrue();
    connection.close();
    assertThat(rows.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    assertThatThrownBy(rows::next).hasMessage("the result is closed");
    assertThatThrownBy(() -> statement.execute("SELECT 1")).hasMessage("the statement is closed");
    assertThatThrownBy(connection::createStatement).hasMessage("the connection is closed");
    awaitMemoryBackTo(before);
  }

  @Test
  void closesAStatementWithItsResultWhenAsked() throws SQLException {
    Statement statement = connection.createStatement();
    statement.closeOnCompletion();
    statement.executeQuery("SELECT 1").close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void pretendsNoTransactions() throws SQLException {
    connection.setAutoCommit(false);
    assertThat((Throwable) connection.getWarnings()).hasMessageContaining("no transactions");
    assertThat(connection.getAutoCommit()).isTrue();
    connection.commit();
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO driver_stats VALUES (20, TIMESTAMP '2020-01-01 00:00:00', 1)");
    }
    assertThatThrownBy(connection::rollback)
        .isInstanceOf(SQLFeatureNotSupportedException.class)
        .hasMessageContaining("stays changed");
    assertThatThrownBy(connection::setSavepoint)
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void aReadOnlyConnectionChangesNothingThatOthersSee() throws SQLException {
    String insert = "INSERT INTO driver_stats VALUES (?, TIMESTAMP '2020-01-01 00:00:00', 1)";
    try (PreparedStatement before = connection.prepareStatement(insert);
        Statement statement = connection.createStatement()) {
      assertThat(connection.isReadOnly()).isFalse();
      connection.setReadOnly(true);
      assertThat(connection.isReadOnly()).isTrue();
      before.setLong(1, 30);
      assertThat(state(before::executeUpdate)).isEqualTo("25006");
      assertThat(state(() -> statement.execute("CREATE ENTITY other (id BIGINT)")))
          .isEqualTo("25006");
      statement.executeUpdate("CREATE TEMPORARY TABLE mine AS SELECT 1 AS n");
      connection.setReadOnly(false);
      assertThat(connection.isReadOnly()).isFalse();
      assertThat(before.executeUpdate()).isEqualTo(1);
    }
  }

  private static String state(ThrowingCallable call) {
    return catchThrowableOfType(SQLException.class, call).getSQLState();
  }

  @Test
  void bearsWithWhatToolsSetFirst() throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    connection.setNetworkTimeout(Runnable::run, 60_000);
    connection.setCatalog("pitwall");
    connection.setClientInfo("ApplicationName", "a tool");
    connection.clearWarnings();
    assertThat(connection.nativeSQL("SELECT 1")).isEqualTo("SELECT 1");
    assertThat(connection.isWrapperFor(Connection.class)).isTrue();
    assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      assertThat((Throwable) connection.getWarnings()).hasMessageContaining("forward only");
      statement.setFetchSize(1000);
      statement.setEscapeProcessing(false);
      assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
    }
    assertThatThrownBy(() -> connection.setCatalog("other"))
        .hasMessage("there is no catalog other");
  }

  @Test
  void looksForNamesInTheSchemaFirst() throws SQLException {
    assertThat(connection.getSchema()).isNull();
    String rate = "SELECT rate FROM driver_stats WHERE driver_id = 1";
    try (Connection other = connect("/Online");
        Statement statement = other.createStatement()) {
      assertThat(other.getSchema()).isEqualTo("online");
      try (ResultSet plan = statement.executeQuery("EXPLAIN " + rate)) {
        assertThat(text(plan)).contains("OnlineLookup");
      }
      other.setSchema("features");
      try (ResultSet plan = statement.executeQuery("EXPLAIN " + rate)) {
        assertThat(text(plan)).doesNotContain("OnlineLookup");
      }
      assertThat(other.getSchema()).isEqualTo("features");
    }
    assertThatThrownBy(() -> connection.setSchema("nowhere"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("3F000"))
        .hasMessage("there is no schema nowhere");
    assertThatThrownBy(() -> connect("/nowhere")).hasMessage("there is no schema nowhere");
    assertThat(connection.getSchema()).isNull();
  }

  private static String text(ResultSet lines) throws SQLException {
    StringBuilder text = new StringBuilder();
    while (lines.next()) {
      text.append(lines.getString(1)).append('\n');
    }
    return text.toString();
  }

  @Test
  void passesHeadersToTheServer() throws SQLException {
    try (Connection other = connect("?header.x-request=7")) {
      assertThat(other.isValid(5)).isTrue();
    }
    assertThatThrownBy(() -> connect("?header.catalog=7"))
        .hasMessageContaining("a header of the name catalog cannot be sent");
  }

  private static Connection connect(String more) throws SQLException {
    return DriverManager.getConnection(server.url() + more);
  }

  /** The server frees what a statement held as soon as its threads have noticed its end. */
  private static void awaitMemoryBackTo(long bytes) {
    while (server.allocated() > bytes) {
      Thread.onSpinWait();
    }
  }
}
