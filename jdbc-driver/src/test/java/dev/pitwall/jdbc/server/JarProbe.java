package dev.pitwall.jdbc.server;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;

/** A program that has the driver's jar and nothing else, to be run in a JVM of its own. */
final class JarProbe {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private JarProbe() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      query(connection);
      bind(connection);
      describe(connection);
      cancel(connection);
    } catch (SQLException e) {
      OUT.println(e.getSQLState() + " " + e.getMessage());
    }
  }

  private static void query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM everything ORDER BY id")) {
      while (rows.next()) {
        StringJoiner line = new StringJoiner("|");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.add(text(rows.getObject(i)));
        }
        OUT.println(line);
      }
    }
  }

  private static String text(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Timestamp moment) {
      return moment.toInstant().toString();
    }
    return value instanceof Array array
        ? Arrays.toString((Object[]) array.getArray())
        : String.valueOf(value);
  }

  private static void bind(Connection connection) throws SQLException {
    String sql = "SELECT whole FROM everything WHERE id = ? AND name = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, 1);
      statement.setString(2, "Grüße, 世界");
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        OUT.println("bound: " + rows.getInt(1));
      }
    }
  }

  private static void describe(Connection connection) throws SQLException {
    int columns = 0;
    try (ResultSet rows =
        connection.getMetaData().getColumns("pitwall", "lake", "everything", "%")) {
      while (rows.next()) {
        columns++;
      }
    }
    OUT.println("described: " + columns);
  }

  private static void cancel(Connection connection) throws SQLException, InterruptedException {
    AtomicReference<String> end = new AtomicReference<>();
    try (Statement statement = connection.createStatement()) {
      Thread running = new Thread(() -> end.set(endOf(statement)));
      running.start();
      while (running.isAlive()) {
        statement.cancel();
      }
      running.join();
    }
    OUT.println("cancelled: " + end.get());
  }

  private static String endOf(Statement statement) {
    try (ResultSet rows = statement.executeQuery(TestServer.ENDLESS)) {
      return "never, with " + rows.next();
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
