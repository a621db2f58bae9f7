package dev.pitwall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.testkit.client.MetadataGetters;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDBC driver of the Arrow project, as it is, against the server. */
class StockJdbcDriverTest {
  @TempDir static Path home;

  private static FlightsEngine flights;
  private static PitwallServer server;

  private Connection connection;

  @BeforeAll
  static void start() {
    flights = new FlightsEngine(home);
    server = PitwallServer.start(ServerConfig.onLoopback(0), flights.engine());
  }

  @AfterAll
  static void stop() {
    server.close();
    flights.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = connect("");
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void takesSessionOptionsInItsUrl() throws SQLException {
    try (Connection registry = connect("&schema=registry&leakage=error");
        Statement statement = registry.createStatement()) {
      assertThat(text(statement, "SELECT COUNT(*) > 0 FROM entities")).isEqualTo("true");
      statement.execute("SET schema = 'features'");
      assertThatThrownBy(() -> text(statement, "SELECT COUNT(*) FROM entities"))
          .as("what a statement sets stays")
          .hasMessageContaining("there is no table entities");
    }
    try (Connection wrong = connect("&schema=featurs");
        Statement statement = wrong.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
          .hasStackTraceContaining("there is no schema featurs; did you mean features?");
    }
    assertThatThrownBy(() -> connect("&catalog=other"))
        .hasStackTraceContaining("Cannot set session option for catalog");
    Connection pitwall = connect("&catalog=pitwall");
    try (Statement statement = pitwall.createStatement()) {
      assertThat(text(statement, "SELECT COUNT(*) > 0 FROM flights")).isEqualTo("true");
    }
    assertThatThrownBy(pitwall::close)
        .as("the driver, given a catalog, ends the session when it has closed the connection")
        .hasMessage("Channel shutdown invoked");
  }

  private static Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:arrow-flight-sql://localhost:" + server.port() + "/?useEncryption=false" + options);
  }

  private static String text(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void namesTheServer() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    assertThat(metadata.getDatabaseProductName()).containsIgnoringCase("pitwall");
    assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
  }

  @ParameterizedTest
  @MethodSource("dev.pitwall.testkit.client.MetadataGetters#names")
  void everyMetadataGetterAnswers(String getter) throws Exception {
    DatabaseMetaData metadata = connection.getMetaData();
    if (getter.equals("getUserName")) {
      assertThat(metadata.getUserName()).as("nobody's, as no user was named").isNull();
    } else {
      MetadataGetters.assertAnswers(metadata, getter);
    }
  }

  @Test
  void answersQuestions() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    MetadataGetters.assertAnswersQuestions(metadata);
    assertThatThrownBy(() -> metadata.ownUpdatesAreVisible(ResultSet.TYPE_FORWARD_ONLY))
        .as("Avatica has nine methods without an answer")
        .hasMessage("todo: implement this method");
  }

  @Test
  void listsSchemasTablesAndColumns() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    try (ResultSet schemas = metadata.getSchemas()) {
      assertThat(column(schemas, "TABLE_SCHEM")).contains("features", "lake", "online");
    }
    try (ResultSet tables = metadata.getTables(null, "features", "%", null)) {
      assertThat(column(tables, "TABLE_NAME"))
          .containsExactlyInAnyOrder("airport_weather", "plane_history", "carrier_delays");
    }
    try (ResultSet columns = metadata.getColumns(null, "lake", "flights", "%")) {
      assertThat(column(columns, "COLUMN_NAME"))
          .containsExactly("sched_dep", "origin", "tailnum", "carrier", "flight", "dest", "late");
    }
  }

  @Test
  void runsStatements() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT origin, COUNT(*) AS n FROM flights GROUP BY origin ORDER BY origin")) {
      List<String> counts = new ArrayList<>();
      while (rows.next()) {
        counts.add(rows.getString("origin") + " " + rows.getLong("n"));
      }
      assertThat(counts).containsExactly("EWR 120835", "JFK 111279", "LGA 104662");
    }
  }

  /** As Tableau and others write names: with the catalog that our metadata tells them. */
  @Test
  void takesNamesWithTheCatalog() throws SQLException {
    String from = " FROM \"pitwall\".\"lake\".\"flights\"";
    for (String sql :
        List.of(
            "SELECT COUNT(*)" + from + " WHERE \"flights\".\"carrier\" = 'UA'",
            "SELECT COUNT(*)" + from + " FOR VERSION AS OF 0 WHERE \"carrier\" = 'UA'")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        assertThat(count(statement)).isEqualTo(58_665);
      }
    }
    assertThatThrownBy(() -> connection.prepareStatement("SELECT 1 FROM pitwall.lake.flight"))
        .rootCause()
        .hasMessageContaining("did you mean flights");
  }

  @Test
  void readsTheTrainingSet() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(DemoScript.TRAINING_SET.statement(flights.data()))) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(336_776);
      assertThat(rows.getMetaData().getColumnCount()).isEqualTo(21);
    }
  }

  @Test
  void runsPreparedStatementsMoreThanOnce() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT COUNT(*) AS n FROM flights WHERE carrier = 'UA'")) {
      assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("n");
      for (int run = 0; run < 2; run++) {
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(58_665);
        }
      }
    }
  }

  @Test
  void bindsParametersToAPreparedStatement() throws SQLException {
    String sql = "SELECT COUNT(*) FROM flights WHERE carrier = ? AND sched_dep >= ? AND flight < ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(3);
      statement.setString(1, "UA");
      statement.setTimestamp(2, Timestamp.valueOf("2013-01-01 00:00:00"));
      statement.setLong(3, 100_000);
      assertThat(count(statement)).isEqualTo(58_665);
      statement.setString(1, "DL");
      assertThat(count(statement)).isEqualTo(48_110);
      statement.setTimestamp(2, Timestamp.valueOf("2014-01-01 00:00:00"));
      assertThat(count(statement)).isLessThan(100);
      statement.setNull(1, Types.VARCHAR);
      assertThat(count(statement)).isZero();
    }
  }

  @Test
  void looksKeysUpWithAPreparedStatement() throws SQLException {
    try (Statement materialize = connection.createStatement()) {
      materialize.execute("MATERIALIZE carrier_delays");
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT carrier, \"$status\" FROM online.carrier_delays WHERE carrier IN (?, ?)")) {
      statement.setString(1, "UA");
      statement.setString(2, "??");
      try (ResultSet rows = statement.executeQuery()) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          found.add(rows.getString(1) + " " + rows.getString(2));
        }
        assertThat(found).containsExactly("UA PRESENT", "?? NOT_FOUND");
      }
    }
  }

  @Test
  void saysWhichTypeAParameterNeeds() {
    assertThatThrownBy(() -> connection.prepareStatement("SELECT ?"))
        .isInstanceOf(SQLException.class)
        .rootCause()
        .hasMessageContaining("CAST(? AS type)");
  }

  private static long count(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  @Test
  void changesDefinitions() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE ENTITY gate (gate VARCHAR)");
      try (ResultSet entities = statement.executeQuery("SHOW ENTITIES")) {
        assertThat(firstColumn(entities)).contains("airport", "gate");
      }
      statement.execute("DROP ENTITY gate");
      try (ResultSet entities = statement.executeQuery("SHOW ENTITIES")) {
        assertThat(firstColumn(entities)).contains("airport").doesNotContain("gate");
      }
    }
  }

  @Test
  void passesOnWhatWasWrong() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT carier FROM flights"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("carier");
    }
  }

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(name));
    }
    return values;
  }

  private static List<String> firstColumn(ResultSet rows) throws SQLException {
    return column(rows, rows.getMetaData().getColumnLabel(1));
  }
}
