package dev.pitwall.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionConfigTest {
  private static final String URL = "jdbc:pitwall://host";

  @ParameterizedTest
  @CsvSource({
    "jdbc:pitwall://host, host, 31337,",
    "jdbc:pitwall://host/, host, 31337,",
    "JDBC:Pitwall://host:1, host, 1,",
    "jdbc:pitwall://10.0.0.1:65535/online, 10.0.0.1, 65535, online",
    "jdbc:pitwall://[::1]:8080/a%20b?tls=on, [::1], 8080, a b",
    "jdbc:pitwall://host?schema=lake, host, 31337, lake",
  })
  void readsTheUrl(String url, String host, int port, String schema) throws SQLException {
    ConnectionConfig config = ConnectionConfig.of(url, null);
    assertThat(config.host()).isEqualTo(host);
    assertThat(config.port()).isEqualTo(port);
    assertThat(config.get(ConnectionProperty.SCHEMA).orElse(null)).isEqualTo(schema);
  }

  @Test
  void decodesValuesAndLeavesPlusSigns() throws SQLException {
    ConnectionConfig config = ConnectionConfig.of(URL + "?user=a&password=p%26q%3D%25+", null);
    assertThat(config.get(ConnectionProperty.PASSWORD)).contains("p&q=%+");
  }

  @Test
  void takesWhatTheUrlSaysOverTheProperties() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "beside");
    properties.setProperty("password", "secret");
    ConnectionConfig config = ConnectionConfig.of(URL + "?user=within", properties);
    assertThat(config.get(ConnectionProperty.USER)).contains("within");
    assertThat(config.get(ConnectionProperty.PASSWORD)).contains("secret");
  }

  @Test
  void passesHeadersOn() throws SQLException {
    assertThat(ConnectionConfig.of(URL + "?header.X-Trace=7", null).headers())
        .isEqualTo(Map.of("x-trace", "7"));
  }

  @Test
  void takesAnEmptyValueForNone() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "");
    properties.setProperty("password", "");
    assertThat(ConnectionConfig.of(URL, properties).isSet(ConnectionProperty.USER)).isFalse();
  }

  @Test
  void namesThePropertyThatWasMeant() {
    assertThatThrownBy(() -> ConnectionConfig.of(URL + "?passwrod=hunter2", null))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("there is no property passwrod; did you mean password?")
        .hasMessageNotContaining("hunter2")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:pitwall:",
        "jdbc:pitwall://",
        "jdbc:pitwall:host",
        "jdbc:pitwall://host:0",
        "jdbc:pitwall://host:70000",
        "jdbc:pitwall://host/a/b",
        "jdbc:pitwall://me:hunter2@host",
        "jdbc:pitwall://host?password=hunter2&user",
        "jdbc:pitwall://host?user=a&password=hunter2&user=b",
        "jdbc:pitwall://host?password=hunter2%zz",
        "jdbc:pitwall://host?password=hunter2 ",
        "jdbc:pitwall://host/lake?schema=features",
      })
  void refusesOtherUrlsWithoutRepeatingThem(String url) {
    assertThatThrownBy(() -> ConnectionConfig.of(url, null))
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith("the URL cannot be read: ")
        .hasMessageEndingWith("jdbc:pitwall://host[:port][/schema][?key=value&…]")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "user=a, a user is given without a password",
    "password=a, a password is given without a user",
    "clientKey=a, clientCertificate and clientKey go together",
    "tls=perhaps, tls must be one of off",
    "queryTimeout=-1, queryTimeout must be a whole number of seconds",
    "connectTimeout=soon, connectTimeout must be a whole number of seconds",
    "trustStore=a, trustStore is of no use without encryption; set tls=on",
    "header.=a, names no header",
  })
  void refusesPropertiesThatMakeNoSense(String property, String problem) {
    assertThatThrownBy(() -> ConnectionConfig.of(URL + "?" + property, null))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(problem);
  }
}
