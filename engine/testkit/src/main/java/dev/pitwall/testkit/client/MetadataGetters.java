package dev.pitwall.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;

/** All that DatabaseMetaData can be asked for without naming a table. */
public final class MetadataGetters {
  private MetadataGetters() {}

  /** The names of the methods without parameters, sorted. */
  public static List<String> names() {
    return Arrays.stream(DatabaseMetaData.class.getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0)
        .map(Method::getName)
        .sorted()
        .toList();
  }

  /** Asserts that a method answers; rows are read to their end, their first column has values. */
  public static void assertAnswers(DatabaseMetaData metadata, String getter) throws Exception {
    Object answer = DatabaseMetaData.class.getMethod(getter).invoke(metadata);
    assertThat(answer).isNotNull();
    if (answer instanceof ResultSet rows) {
      assertThat(rows.getMetaData().getColumnCount()).isPositive();
      while (rows.next()) {
        assertThat(rows.getString(1)).isNotNull();
      }
      rows.close();
    }
  }

  /** Asserts that the questions about kinds of results, isolation and conversion are answered. */
  public static void assertAnswersQuestions(DatabaseMetaData metadata) throws SQLException {
    int forward = ResultSet.TYPE_FORWARD_ONLY;
    assertThat(metadata.supportsResultSetType(forward)).isTrue();
    assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE)).isFalse();
    assertThat(metadata.supportsResultSetConcurrency(forward, ResultSet.CONCUR_READ_ONLY)).isTrue();
    assertThat(metadata.supportsResultSetConcurrency(forward, ResultSet.CONCUR_UPDATABLE))
        .isFalse();
    for (int type :
        List.of(forward, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE)) {
      assertThat(metadata.supportsResultSetConcurrency(type, ResultSet.CONCUR_UPDATABLE)).isFalse();
    }
    assertThat(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE))
        .isFalse();
    metadata.supportsConvert(Types.INTEGER, Types.VARCHAR);
  }
}
