package dev.pitwall.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of every type, there and back. The tests run in a zone that is neither UTC nor at a whole
 * hour from it.
 */
class ValuesTest {
  private static final Instant MOMENT = Instant.parse("2024-03-10T09:30:00.123456Z");
  private static final LocalDateTime CLOCK = LocalDateTime.ofInstant(MOMENT, ZoneOffset.UTC);

  /** Delta tables of ours hold no timestamps without a zone. */
  private static final String CLOCKS = "CAST(moment AS TIMESTAMP)";

  @TempDir private static Path home;
  private static TestServer server;
  private static Connection connection;
  private static Statement statement;

  @BeforeAll
  static void start() throws SQLException {
    server = new TestServer(home);
    connection = server.connect();
    statement = connection.createStatement();
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    server.close();
  }

  private static ResultSet values() throws SQLException {
    ResultSet rows =
        statement.executeQuery("SELECT *, " + CLOCKS + " AS clock FROM everything ORDER BY id");
    assertThat(rows.next()).isTrue();
    return rows;
  }

  @Test
  void readsEveryType() throws SQLException {
    ResultSet row = values();
    assertThat(row.getBoolean("flag")).isTrue();
    assertThat(row.getByte("tiny")).isEqualTo(Byte.MAX_VALUE);
    assertThat(row.getShort("small")).isEqualTo(Short.MIN_VALUE);
    assertThat(row.getInt("whole")).isEqualTo(Integer.MAX_VALUE);
    assertThat(row.getLong("big")).isEqualTo(Long.MIN_VALUE);
    assertThat(row.getFloat("single")).isEqualTo(0.5f);
    assertThat(row.getDouble("twice")).isEqualTo(Math.PI);
    assertThat(row.getBigDecimal("price")).isEqualTo(new BigDecimal("-1234567890123456.7891"));
    assertThat(row.getString("name")).isEqualTo("Grüße, 世界");
    assertThat(row.getBytes("bytes")).containsExactly(0, 255);
    assertThat(row.getString("bytes")).isEqualTo("00ff");
    assertThat(row.getObject("born", LocalDate.class)).isEqualTo(LocalDate.of(2024, 3, 10));
    assertThat(row.getDate("born")).isEqualTo(Date.valueOf("2024-03-10"));
    Array list = row.getArray("list");
    assertThat((Object[]) list.getArray()).containsExactly(1.5, 2.5);
    assertThat(list.getBaseType()).isEqualTo(Types.DOUBLE);
    assertThat(row.getObject("map")).isEqualTo(Map.of("k", 7L));
  }

  @Test
  void readsNestedValuesAsColumnsOfTheirTypes() throws SQLException {
    String sql =
        "SELECT ARRAY[DATE '2024-03-10', NULL] AS days, ARRAY[moment] AS moments,"
            + " MAP['a', DATE '2024-03-10'] AS m, ROW(moment, name) AS r,"
            + " ARRAY[MAP['k', 1], MAP['k', 2]] AS maps"
            + " FROM everything WHERE id = 1";
    try (ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      Date day = Date.valueOf("2024-03-10");
      Array days = row.getArray("days");
      assertThat((Object[]) days.getArray()).containsExactly(day, null);
      assertThat(days.getBaseType()).isEqualTo(Types.DATE);
      assertThat((Object[]) row.getArray("moments").getArray())
          .containsExactly(Timestamp.from(MOMENT));
      assertThat(row.getObject("m")).isEqualTo(Map.of("a", day));
      assertThat(((Map<?, ?>) row.getObject("r")).values().toArray())
          .containsExactly(Timestamp.from(MOMENT), "Grüße, 世界");
      assertThat((Object[]) row.getArray("maps").getArray())
          .containsExactly(Map.of("k", 1), Map.of("k", 2));
    }
  }

  /** In the one form that pitwall sql has, too. */
  @Test
  void nestedValuesAreJsonAsTexts() throws SQLException {
    assertThat(
            texts(
                "SELECT ARRAY[DATE '2024-03-10', NULL], ARRAY[moment], ARRAY["
                    + CLOCKS
                    + "], ARRAY[TIME '01:02:03'],"
                    + " ARRAY[CAST(0.00000001 AS DECIMAL(20, 8))], ARRAY[bytes],"
                    + " ARRAY[CAST('NaN' AS DOUBLE), 0.5, NULL], MAP[DATE '2024-03-10', 'a'],"
                    + " ROW(moment, 'the \"first\"\n', TRUE, CAST(NULL AS INTEGER)), ARRAY[ROW(1, MAP['k', 2])],"
                    + " CAST(NULL AS INTEGER ARRAY)"
                    + " FROM everything WHERE id = 1"))
        .containsExactly(
            "[\"2024-03-10\",null]",
            "[\"2024-03-10 09:30:00.123456Z\"]",
            "[\"2024-03-10 09:30:00.123456\"]",
            "[\"01:02:03\"]",
            "[0.00000001]",
            "[\"00ff\"]",
            "[\"NaN\",0.5,null]",
            "[{\"key\":\"2024-03-10\",\"value\":\"a\"}]",
            "{\"EXPR$0\":\"2024-03-10 09:30:00.123456Z\",\"EXPR$1\":\"the \\\"first\\\"\\n\",\"EXPR$2\":true,\"EXPR$3\":null}",
            "[{\"EXPR$0\":1,\"EXPR$1\":[{\"key\":\"k\",\"value\":2}]}]",
            null);
  }

  @Test
  void aDecimalIsATextWithAllItsDigits() throws SQLException {
    assertThat(texts("SELECT CAST(0.00000001 AS DECIMAL(20, 8)), CAST(NULL AS DECIMAL(5, 2))"))
        .containsExactly("0.00000001", null);
  }

  private static List<String> texts(String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      List<String> texts = new ArrayList<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        texts.add(row.getString(i));
        assertThat(row.wasNull()).isEqualTo(texts.get(i - 1) == null);
        assertThat(row.getObject(i, String.class)).isEqualTo(texts.get(i - 1));
      }
      return texts;
    }
  }

  @Test
  void readsATimeAsAClockShowsIt() throws SQLException {
    LocalTime noon = LocalTime.parse("12:34:56.789123");
    try (ResultSet row =
        statement.executeQuery(
            "SELECT TIME '12:34:56.789123' AS t, CAST(NULL AS TIME) AS n,"
                + " ARRAY[TIME '01:02:03'] AS list")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString("t")).isEqualTo("12:34:56.789123");
      assertThat(row.getObject("t", LocalTime.class)).isEqualTo(noon);
      assertThat(row.getTime("t").toString()).isEqualTo("12:34:56");
      assertThat(row.getTimestamp("t")).isEqualTo(Timestamp.valueOf("1970-01-01 12:34:56.789123"));
      Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
      assertThat(row.getTime("t", tokyo).getTime())
          .isEqualTo(noon.minusHours(9).toNanoOfDay() / 1_000_000);
      assertThat((Object[]) row.getArray("list").getArray())
          .containsExactly(Time.valueOf("01:02:03"));
      assertThat(row.getTime("n")).isNull();
      assertThat(row.getObject("n", LocalTime.class)).isNull();
      assertThat(row.wasNull()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(100000000000000000000 AS DECIMAL(38, 0))",
        "CAST(1e300 AS DOUBLE)",
        "CAST('NaN' AS DOUBLE)"
      })
  void cutsNoNumber(String number) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT " + number + " AS n")) {
      assertThat(row.next()).isTrue();
      assertOutOfRange(() -> row.getLong(1));
      assertOutOfRange(() -> row.getInt(1));
      for (Class<?> type : List.of(Long.class, Integer.class, Short.class, Byte.class)) {
        assertOutOfRange(() -> row.getObject(1, type));
      }
    }
  }

  @Test
  void readsNumbersAsSmallerOnesWhereTheyFit() throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT CAST(5000000000 AS BIGINT) AS b, CAST(-7.9 AS DECIMAL(3, 1)) AS d,"
                + " CAST(1e39 AS DOUBLE) AS f, CAST(NULL AS BIGINT) AS n")) {
      assertThat(row.next()).isTrue();
      assertOutOfRange(() -> row.getObject("b", Integer.class));
      assertThat(row.getObject("b", Long.class)).isEqualTo(5_000_000_000L);
      assertThat(row.getObject("d", Integer.class)).isEqualTo(-7);
      assertOutOfRange(() -> row.getFloat("f"));
      assertThat(row.getObject("n", Integer.class)).isNull();
      assertThat(row.getFloat("b")).isEqualTo(5e9f);
    }
  }

  private static void assertOutOfRange(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22003");
  }

  @Test
  void anEmptyArrayIsNotNull() throws SQLException {
    try (PreparedStatement echo =
        connection.prepareStatement("SELECT CAST(? AS DOUBLE ARRAY) AS list")) {
      echo.setArray(1, connection.createArrayOf("DOUBLE", new Object[0]));
      try (ResultSet row = echo.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat((Object[]) row.getArray(1).getArray()).isEmpty();
        assertThat(row.wasNull()).isFalse();
        assertThat((List<?>) row.getObject(1, List.class)).isEmpty();
      }
    }
  }

  @Test
  void givesObjectsOfTheClassThatItNames() throws SQLException {
    ResultSet row = values();
    ResultSetMetaData columns = row.getMetaData();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      Object value = row.getObject(column);
      assertThat(value.getClass().getName()).doesNotContain("shaded.org.apache");
      assertThat(nameOf(columns.getColumnClassName(column)))
          .as(columns.getColumnTypeName(column))
          .isAssignableFrom(value.getClass());
      assertThat(row.getString(column)).isNotNull();
    }
  }

  private static Class<?> nameOf(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("a column names a class that there is not: " + name, e);
    }
  }

  @Test
  void readsNulls() throws SQLException {
    ResultSet row = values();
    assertThat(row.next()).isTrue();
    ResultSetMetaData columns = row.getMetaData();
    for (int column = 2; column <= columns.getColumnCount(); column++) {
      assertThat(row.getObject(column)).isNull();
      assertThat(row.wasNull()).isTrue();
      assertThat(row.getString(column)).isNull();
      assertThat(columns.isNullable(column)).isEqualTo(ResultSetMetaData.columnNullable);
    }
    assertThat(row.getInt("whole")).isZero();
    assertThat(row.wasNull()).isTrue();
    assertThat(row.getTimestamp("moment")).isNull();
    assertThat(row.getObject("moment", Instant.class)).isNull();
    assertThat(row.getArray("list")).isNull();
    assertThat(row.getLong("id")).isEqualTo(2);
    assertThat(row.wasNull()).isFalse();
  }

  @Test
  void readsATimestampWithAZoneAsTheMomentThatItIs() throws SQLException {
    ResultSet row = values();
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    assertThat(row.getTimestamp("moment").toInstant()).isEqualTo(MOMENT);
    assertThat(row.getTimestamp("moment", tokyo).toInstant()).isEqualTo(MOMENT);
    assertThat(((Timestamp) row.getObject("moment")).toInstant()).isEqualTo(MOMENT);
    assertThat(row.getObject("moment", Instant.class)).isEqualTo(MOMENT);
    assertThat(row.getObject("moment", OffsetDateTime.class).toInstant()).isEqualTo(MOMENT);
    assertThat(row.getObject("moment", ZonedDateTime.class).toInstant()).isEqualTo(MOMENT);
    assertThat(row.getObject("moment", LocalDateTime.class)).isEqualTo(CLOCK);
    assertThat(row.getString("moment")).isEqualTo("2024-03-10 09:30:00.123456Z");
    assertThat(row.getTime("moment", tokyo).getTime())
        .isEqualTo(Instant.parse("1970-01-01T09:30:00.123Z").toEpochMilli());
  }

  @Test
  void readsATimestampWithoutAZoneAsAClockShowsIt() throws SQLException {
    ResultSet row = values();
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    assertThat(row.getTimestamp("clock")).isEqualTo(Timestamp.valueOf(CLOCK));
    assertThat(row.getTimestamp("clock", tokyo).toInstant())
        .isEqualTo(CLOCK.toInstant(ZoneOffset.ofHours(9)));
    assertThat(row.getObject("clock", LocalDateTime.class)).isEqualTo(CLOCK);
    assertThat(row.getObject("clock", LocalDate.class)).isEqualTo(CLOCK.toLocalDate());
    assertThat(row.getDate("clock")).isEqualTo(Date.valueOf(CLOCK.toLocalDate()));
    assertThat(row.getTime("clock")).hasToString("09:30:00");
    assertThat(row.getString("clock")).isEqualTo("2024-03-10 09:30:00.123456");
    assertThatThrownBy(() -> row.getObject("clock", Instant.class))
        .isInstanceOf(SQLDataException.class)
        .hasMessageContaining("has no zone");
  }

  @Test
  void refusesWhatWouldBeAnotherValue() throws SQLException {
    ResultSet row = values();
    assertThatThrownBy(() -> row.getInt("big"))
        .isInstanceOf(SQLDataException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("22003");
    assertThatThrownBy(() -> row.getTimestamp("name"))
        .isInstanceOf(SQLDataException.class)
        .hasMessage("column name is VARCHAR and this value of it cannot be read so");
    assertThatThrownBy(() -> row.getLong("name")).isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> row.getObject("whole", Map.class))
        .isInstanceOf(SQLDataException.class);
    assertThatThrownBy(() -> row.getString("nmae"))
        .hasMessageStartingWith("there is no column nmae in the result, only id, flag");
    assertThatThrownBy(() -> row.getString(99)).hasMessageContaining("only 1 to 16");
    assertThatThrownBy(() -> row.updateInt(1, 1)).hasMessageContaining("cannot be changed");
    assertThatThrownBy(row::previous).hasMessageContaining("forward only");
  }

  static List<Bound> parameters() {
    Timestamp wallClock = Timestamp.valueOf(CLOCK);
    return List.of(
        new Bound("id", 1L),
        new Bound("id", "1"),
        new Bound("id", 1.0),
        new Bound("flag", true),
        new Bound("flag", "true"),
        new Bound("tiny", 127),
        new Bound("small", Short.MIN_VALUE),
        new Bound("whole", new BigDecimal("2147483647.0")),
        new Bound("single", 0.5),
        new Bound("twice", Math.PI),
        new Bound("price", new BigDecimal("-1234567890123456.78910")),
        new Bound("price", "-1234567890123456.7891"),
        new Bound("name", "Grüße, 世界"),
        new Bound("born", Date.valueOf("2024-03-10")),
        new Bound("born", LocalDate.of(2024, 3, 10)),
        new Bound("born", "2024-03-10"),
        new Bound("clock", wallClock),
        new Bound("clock", CLOCK),
        new Bound("clock", "2024-03-10 09:30:00.123456"),
        new Bound("moment", MOMENT),
        new Bound("moment", Timestamp.from(MOMENT)),
        new Bound("moment", MOMENT.atOffset(ZoneOffset.ofHours(-7))),
        new Bound("moment", "2024-03-10T09:30:00.123456Z"));
  }

  /** A value that is that of a column, whatever class it comes in. */
  record Bound(String column, Object value) {}

  @ParameterizedTest
  @MethodSource("parameters")
  void findsTheRowByEachOfItsValues(Bound bound) throws SQLException {
    String column = bound.column().equals("clock") ? CLOCKS : bound.column();
    String sql = "SELECT id FROM everything WHERE " + column + " = ?";
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(1);
      prepared.setObject(1, bound.value());
      ResultSet found = prepared.executeQuery();
      assertThat(found.next()).isTrue();
      assertThat(found.getLong(1)).isEqualTo(1);
      prepared.setNull(1, Types.OTHER);
      assertThat(prepared.executeQuery().next()).isFalse();
    }
  }

  @Test
  void readsACalendarsZoneIntoParameters() throws SQLException {
    String sql = "SELECT id FROM everything WHERE " + CLOCKS + " = ?";
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      prepared.setTimestamp(1, Timestamp.from(CLOCK.toInstant(ZoneOffset.ofHours(9))), tokyo);
      assertThat(prepared.executeQuery().next()).isTrue();
    }
  }

  @Test
  void refusesParametersThatDoNotSuit() throws SQLException {
    String sql = "SELECT id FROM everything WHERE whole = ? AND price = ? AND " + CLOCKS + " = ?";
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      assertThatThrownBy(prepared::executeQuery)
          .hasMessage("parameter 1 was given no value")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("07001");
      prepared.setInt(1, 1);
      prepared.setBigDecimal(2, BigDecimal.ONE);
      prepared.setObject(3, MOMENT);
      assertThatThrownBy(prepared::executeQuery)
          .isInstanceOf(SQLDataException.class)
          .hasMessageStartingWith("parameter 3: ");
      prepared.setTimestamp(3, Timestamp.valueOf(CLOCK));
      prepared.setString(2, "0.00001");
      assertThatThrownBy(prepared::executeQuery)
          .hasMessageStartingWith("parameter 2: ")
          .hasMessageContaining("that is no DECIMAL(20, 4), or");
      prepared.setLong(1, 1L << 40);
      assertThatThrownBy(prepared::executeQuery)
          .hasMessageStartingWith("parameter 1: ")
          .hasMessageContaining("that is no INTEGER, or");
      assertThatThrownBy(() -> prepared.setInt(4, 1)).hasMessageContaining("only 1 to 3");
    }
  }

  @Test
  void refusesWhatATextOrARealWouldNotGiveBack() throws SQLException {
    String sql = "SELECT CAST(? AS VARCHAR), CAST(? AS REAL)";
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      prepared.setBytes(1, new byte[] {1});
      prepared.setDouble(2, 0.5);
      assertThatThrownBy(prepared::executeQuery).hasMessageStartingWith("parameter 1: ");
      prepared.setString(1, "x");
      prepared.setDouble(2, 1e300);
      assertThatThrownBy(prepared::executeQuery).hasMessageStartingWith("parameter 2: ");
    }
    assertThatThrownBy(() -> connection.prepareStatement(null)).hasMessageContaining("is null");
    assertThatThrownBy(() -> statement.execute(null)).hasMessageContaining("is null");
  }

  @Test
  void insertsABatchInOneCommit() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO driver_stats (driver_id, event_ts, rate) VALUES (?, ?, ?)")) {
      for (int driver = 50; driver < 53; driver++) {
        insert.setInt(1, driver);
        insert.setObject(2, MOMENT);
        insert.setNull(3, Types.DOUBLE);
        insert.addBatch();
      }
      assertThat(insert.executeBatch())
          .containsExactly(
              Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO);
      assertThat(insert.executeBatch()).isEmpty();
      insert.setInt(1, 53);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    ResultSet rows =
        statement.executeQuery(
            "SELECT event_ts FROM driver_stats WHERE driver_id BETWEEN 50 AND 53");
    int count = 0;
    while (rows.next()) {
      assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(CLOCK);
      count++;
    }
    assertThat(count).isEqualTo(4);
  }

  @Test
  void runsABatchWithoutParametersAsOftenAsItWasAdded() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO driver_stats VALUES (60, TIMESTAMP '2024-01-01 00:00:00', 1)")) {
      insert.addBatch();
      insert.addBatch();
      insert.addBatch();
      assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
      assertThat(insert.executeBatch()).isEmpty();
      assertThat(count("SELECT COUNT(*) FROM driver_stats WHERE driver_id = 60")).isEqualTo(3);
      insert.addBatch();
      connection.setReadOnly(true);
      assertThatThrownBy(insert::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class, e -> assertThat(e.getUpdateCounts()).isEmpty());
    } finally {
      connection.setReadOnly(false);
    }
  }

  @Test
  void takesAValueAsItIsWhenItIsGiven() throws SQLException {
    Timestamp moment = new Timestamp(0);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO driver_stats VALUES (61, ?, 1)")) {
      for (int second = 1; second <= 2; second++) {
        moment.setTime(second * 1000);
        insert.setTimestamp(1, moment);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    String distinct =
        "SELECT COUNT(DISTINCT event_ts) FROM driver_stats WHERE driver_id = 61"
            + " AND event_ts IN (TIMESTAMP '1970-01-01 00:00:01', TIMESTAMP '1970-01-01 00:00:02')";
    assertThat(count(distinct)).isEqualTo(2);
    byte[] bytes = {1};
    List<Integer> numbers = new ArrayList<>(List.of(1));
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT CAST(? AS VARBINARY) AS bytes, CAST(? AS INTEGER ARRAY) AS numbers")) {
      select.setBytes(1, bytes);
      select.setObject(2, numbers);
      bytes[0] = 2;
      numbers.set(0, 2);
      ResultSet row = select.executeQuery();
      assertThat(row.next()).isTrue();
      assertThat(row.getBytes(1)).containsExactly(1);
      assertThat(row.getString(2)).isEqualTo("[1]");
    }
  }

  private static long count(String sql) throws SQLException {
    ResultSet row = statement.executeQuery(sql);
    assertThat(row.next()).isTrue();
    return row.getLong(1);
  }
}
