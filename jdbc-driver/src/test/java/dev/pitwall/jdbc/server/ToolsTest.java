package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.client.MetadataGetters;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
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

/** Metadata, and what tools ask for when they connect and when a table is opened in them. */
class ToolsTest {
  @TempDir private static Path home;
  private static TestServer server;
  private Connection connection;
  private DatabaseMetaData metadata;

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
    metadata = connection.getMetaData();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @MethodSource("dev.pitwall.testkit.client.MetadataGetters#names")
  void everyGetterAnswers(String getter) throws Exception {
    MetadataGetters.assertAnswers(metadata, getter);
  }

  @Test
  void answersQuestions() throws Exception {
    MetadataGetters.assertAnswersQuestions(metadata);
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getName().matches("\\w+Are(Visible|Detected)")) {
        assertThat(method.invoke(metadata, ResultSet.TYPE_FORWARD_ONLY)).isEqualTo(false);
      }
    }
  }

  @Test
  void saysWhatItIs() throws SQLException {
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Pitwall");
    assertThat(metadata.getDriverName()).isEqualTo("Pitwall JDBC Driver");
    assertThat(metadata.getConnection()).isSameAs(connection);
    assertThat(metadata.supportsTransactions()).isFalse();
    assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(metadata.storesUpperCaseIdentifiers()).isFalse();
    assertThat(metadata.isWrapperFor(DatabaseMetaData.class)).isTrue();
    assertThat(metadata).isEqualTo(connection.getMetaData());
  }

  @Test
  void listsSchemasTablesAndColumns() throws SQLException {
    assertThat(column(metadata.getSchemas(), "TABLE_SCHEM")).contains("features", "lake", "online");
    assertThat(column(metadata.getSchemas(null, "l%"), "TABLE_SCHEM")).containsExactly("lake");
    assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).containsExactly("pitwall");
    assertThat(column(metadata.getTables(null, "lake", "%", null), "TABLE_NAME"))
        .containsExactly("everything", "trips");
    assertThat(column(metadata.getTables(null, null, "%", new String[] {"VIEW"}), "TABLE_SCHEM"))
        .contains("features");
    try (ResultSet columns = metadata.getColumns("pitwall", "lake", "everything", "%")) {
      List<String> described = new ArrayList<>();
      while (columns.next()) {
        described.add(
            columns.getInt("ORDINAL_POSITION")
                + " "
                + columns.getString("COLUMN_NAME")
                + " "
                + columns.getString("TYPE_NAME"));
      }
      assertThat(described)
          .hasSize(15)
          .contains("1 id BIGINT", "9 price DECIMAL", "13 moment TIMESTAMP WITH LOCAL TIME ZONE");
    }
    assertThat(column(metadata.getColumns(null, "lake", "everything", "%t\\_y"), "COLUMN_NAME"))
        .isEmpty();
    assertThat(column(metadata.getColumns(null, "lake", "every%", "t%"), "COLUMN_NAME"))
        .containsExactly("tiny", "twice");
  }

  @Test
  void describesColumnsAsResultsDo() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet columns = metadata.getColumns(null, "lake", "everything", "%")) {
      ResultSetMetaData result = statement.executeQuery("SELECT * FROM everything").getMetaData();
      for (int i = 1; columns.next(); i++) {
        assertThat(columns.getString("COLUMN_NAME")).isEqualTo(result.getColumnName(i));
        assertThat(columns.getInt("DATA_TYPE")).isEqualTo(result.getColumnType(i));
        assertThat(columns.getString("TYPE_NAME")).isEqualTo(result.getColumnTypeName(i));
        assertThat(columns.getInt("NULLABLE")).isEqualTo(result.isNullable(i));
      }
    }
  }

  @Test
  void tellsTheKeyOfAnOnlineTableAsItsUniqueIndex() throws SQLException {
    assertThat(column(metadata.getPrimaryKeys(null, "online", "driver_stats"), "COLUMN_NAME"))
        .containsExactly("driver_id");
    try (ResultSet index = metadata.getIndexInfo(null, "online", "driver_stats", true, true)) {
      assertThat(index.next()).isTrue();
      assertThat(index.getString("COLUMN_NAME")).isEqualTo("driver_id");
      assertThat(index.getBoolean("NON_UNIQUE")).isFalse();
      assertThat(index.getShort("TYPE")).isEqualTo(DatabaseMetaData.tableIndexOther);
      assertThat(index.getString("INDEX_NAME")).isNotEmpty();
      assertThat(index.next()).isFalse();
    }
    try (ResultSet row = metadata.getBestRowIdentifier(null, "online", "driver_stats", 0, true)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt("DATA_TYPE")).isEqualTo(Types.BIGINT);
    }
    assertThat(column(metadata.getIndexInfo(null, "lake", "trips", false, true), "COLUMN_NAME"))
        .isEmpty();
  }

  @Test
  void listsTypesInTheOrderOfTheirNumbers() throws SQLException {
    try (ResultSet types = metadata.getTypeInfo()) {
      List<Integer> numbers = new ArrayList<>();
      List<String> names = new ArrayList<>();
      while (types.next()) {
        numbers.add(types.getInt("DATA_TYPE"));
        names.add(types.getString("TYPE_NAME"));
      }
      assertThat(numbers).isSorted();
      assertThat(names).contains("BIGINT", "VARCHAR", "TIMESTAMP", "DECIMAL");
    }
  }

  @Test
  void hasColumnsWhereItHasNoRows() throws SQLException {
    List<ResultSet> empty =
        List.of(
            metadata.getTables(null, "nowhere", "%", null),
            metadata.getColumns(null, "nowhere", "%", "%"),
            metadata.getImportedKeys(null, "nowhere", "x"),
            metadata.getExportedKeys(null, "nowhere", "x"),
            metadata.getCrossReference(null, "nowhere", "x", null, "nowhere", "y"),
            metadata.getProcedures(null, null, "%"),
            metadata.getProcedureColumns(null, null, "%", "%"),
            metadata.getFunctions(null, null, "nothing"),
            metadata.getFunctionColumns(null, null, "nothing", "%"),
            metadata.getTablePrivileges(null, null, "%"),
            metadata.getColumnPrivileges(null, null, "x", "%"),
            metadata.getVersionColumns(null, null, "x"),
            metadata.getSuperTables(null, null, "%"),
            metadata.getSuperTypes(null, null, "%"),
            metadata.getUDTs(null, null, "%", null),
            metadata.getAttributes(null, null, "%", "%"),
            metadata.getPseudoColumns(null, null, "%", "%"));
    for (ResultSet rows : empty) {
      assertThat(rows.getMetaData().getColumnCount()).isGreaterThan(3);
      assertThat(rows.next()).isFalse();
      rows.close();
    }
  }

  /** Generic driver: the tree of schemas, the columns of a table, the rows in the data editor. */
  @Test
  void answersDBeaver() throws SQLException {
    connection.setAutoCommit(true);
    connection.isValid(10);
    column(metadata.getTypeInfo(), "TYPE_NAME");
    metadata.getSQLKeywords();
    metadata.getSearchStringEscape();
    connection.getCatalog();
    connection.getSchema();
    for (String schema : column(metadata.getSchemas(), "TABLE_SCHEM")) {
      for (String table : column(metadata.getTables("pitwall", schema, "%", null), "TABLE_NAME")) {
        assertThat(column(metadata.getColumns("pitwall", schema, table, "%"), "COLUMN_NAME"))
            .isNotEmpty();
        column(metadata.getPrimaryKeys("pitwall", schema, table), "COLUMN_NAME");
        column(metadata.getIndexInfo("pitwall", schema, table, false, true), "COLUMN_NAME");
        column(metadata.getImportedKeys("pitwall", schema, table), "FKTABLE_NAME");
        column(metadata.getExportedKeys("pitwall", schema, table), "FKTABLE_NAME");
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(200);
      statement.setFetchSize(200);
      statement.setQueryTimeout(0);
      assertThat(statement.execute("SELECT * FROM lake.everything")).isTrue();
      ResultSet rows = statement.getResultSet();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        rows.getMetaData().getTableName(i);
        rows.getMetaData().getColumnDisplaySize(i);
      }
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          rows.getObject(i);
        }
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  /** As its sql-jdbc base class connects, syncs and asks. */
  @Test
  void answersMetabase() throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    connection.setNetworkTimeout(Runnable::run, 60_000);
    String[] types = {"TABLE", "VIEW", "SYSTEM TABLE"};
    try (ResultSet tables = metadata.getTables("pitwall", "features", "%", types)) {
      while (tables.next()) {
        tables.getString("REMARKS");
        assertThat(tables.getString("TABLE_NAME")).isNotEmpty();
      }
    }
    try (PreparedStatement probe =
        connection.prepareStatement(
            "SELECT TRUE AS \"_\" FROM \"features\".\"driver_stats\" WHERE 1 <> 1 LIMIT 0",
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY,
            ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
      probe.setFetchDirection(ResultSet.FETCH_FORWARD);
      probe.setMaxRows(1);
      assertThat(probe.execute()).isTrue();
      assertThat(probe.getResultSet().getMetaData().getColumnLabel(1)).isEqualTo("_");
    }
  }

  /** As dialect SQL92: capabilities are tried out with statements, most of which may fail. */
  @Test
  void answersTableau() throws SQLException {
    metadata.getDriverVersion();
    metadata.getDatabaseMajorVersion();
    metadata.supportsANSI92EntryLevelSQL();
    column(metadata.getTableTypes(), "TABLE_TYPE");
    try (Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "SELECT 1",
              "SELECT 1 AS \"COL\" FROM \"lake\".\"trips\" \"trips\" LIMIT 1",
              "SELECT \"trips\".\"driver_id\" AS \"driver_id\" FROM \"lake\".\"trips\" \"trips\""
                  + " WHERE 1 = 0",
              "SELECT COUNT(*) AS \"n\" FROM (SELECT * FROM \"lake\".\"trips\") \"Custom SQL\""
                  + " HAVING COUNT(*) > 0",
              "SELECT \"t\".\"driver_id\" AS \"driver_id\", SUM(1) AS \"sum:Number:ok\""
                  + " FROM \"lake\".\"trips\" \"t\" GROUP BY 1")) {
        assertThat(statement.execute(sql)).as(sql).isTrue();
      }
      for (String sql :
          List.of(
              "SELECT TOP 1 * FROM \"lake\".\"trips\"",
              "CREATE LOCAL TEMPORARY TABLE \"#Tableau_1\" (\"COL\" INTEGER)",
              "DROP TABLE \"#Tableau_1\"")) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as(sql).matches("42...|0A000");
        }
      }
    }
  }

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(name));
      }
      return values;
    }
  }
}
