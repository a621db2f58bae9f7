package dev.pitwall.testkit.client;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** By which classes a program reads and writes points in time over JDBC. */
public enum TimeClasses {
  /** LocalDate, LocalDateTime and Instant, as new programs do. */
  JAVA_TIME {
    @Override
    Object read(ResultSet rows, int column, String type) throws SQLException {
      return switch (type) {
        case "DATE" -> rows.getObject(column, LocalDate.class);
        case "TIMESTAMP" -> rows.getObject(column, LocalDateTime.class);
        default -> rows.getObject(column, Instant.class);
      };
    }

    @Override
    void write(PreparedStatement statement, int index, Object value) throws SQLException {
      statement.setObject(index, value);
    }
  },

  /** Date and Timestamp of java.sql, as most tools do. */
  JAVA_SQL {
    @Override
    Object read(ResultSet rows, int column, String type) throws SQLException {
      if (type.equals("DATE")) {
        Date date = rows.getDate(column);
        return date == null ? null : date.toLocalDate();
      }
      Timestamp timestamp = rows.getTimestamp(column);
      if (timestamp == null) {
        return null;
      }
      return type.equals("TIMESTAMP") ? timestamp.toLocalDateTime() : timestamp.toInstant();
    }

    @Override
    void write(PreparedStatement statement, int index, Object value) throws SQLException {
      if (value instanceof LocalDate date) {
        statement.setDate(index, Date.valueOf(date));
      } else if (value instanceof LocalDateTime clock) {
        statement.setTimestamp(index, Timestamp.valueOf(clock));
      } else {
        statement.setTimestamp(index, Timestamp.from((Instant) value));
      }
    }
  };

  /** The value of a DATE, TIMESTAMP or TIMESTAMP_LTZ column, as a class of java.time. */
  abstract Object read(ResultSet rows, int column, String type) throws SQLException;

  /** Sets a parameter, from a class of java.time. */
  abstract void write(PreparedStatement statement, int index, Object value) throws SQLException;
}
