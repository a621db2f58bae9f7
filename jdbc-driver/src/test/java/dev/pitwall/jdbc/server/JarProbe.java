package dev.pitwall.jdbc.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;

/** A program that has the driver's jar and nothing else, to be run in a JVM of its own. */
final class JarProbe {
  private JarProbe() {}

  public static void main(String[] arguments) {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name, moment FROM everything WHERE id = 1")) {
      rows.next();
      Timestamp moment = rows.getTimestamp(2);
      System.out.println(rows.getString(1).length() + " letters at " + moment.toInstant());
    } catch (SQLException e) {
      System.out.println(e.getSQLState() + " " + e.getMessage());
    }
  }
}
