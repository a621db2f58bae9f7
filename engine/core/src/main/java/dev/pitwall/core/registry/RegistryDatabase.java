package dev.pitwall.core.registry;

import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** One connection to the registry's database, and its transactions. Thread-safe. */
final class RegistryDatabase implements AutoCloseable {
  private static final int VALIDATION_SECONDS = 5;

  private final RegistryConfig config;
  private final RegistryErrors errors;
  private Connection connection;
  private int isolation;

  private RegistryDatabase(RegistryConfig config) {
    this.config = config;
    this.errors = new RegistryErrors(config);
  }

  /** Connects, and makes the tables or brings them up to date. */
  static RegistryDatabase open(RegistryConfig config) {
    RegistryDatabase database = new RegistryDatabase(config);
    try {
      database.connect();
      database.migrate();
      return database;
    } catch (SQLException e) {
      throw database.errors.of(e);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Runs work whole or not at all, on one view of the data. */
  <T> T transaction(Work<T> work) {
    return transaction(Connection.TRANSACTION_REPEATABLE_READ, work);
  }

  /**
   * Runs a change whole or not at all, one after another of all processes. What it reads stays true
   * until it is done, as far as that is written by changes.
   */
  <T> T change(Work<T> work) {
    // Were it on one view of the data, that could be from before it had waited for its turn.
    return transaction(
        Connection.TRANSACTION_READ_COMMITTED,
        turn -> {
          try (Statement statement = turn.createStatement()) {
            statement.execute("SELECT version FROM catalog_version FOR UPDATE");
          }
          return work.run(turn);
        });
  }

  private synchronized <T> T transaction(int level, Work<T> work) {
    try {
      if (!connection.isValid(VALIDATION_SECONDS)) {
        connection.close();
        connect();
      }
      isolate(level);
      return committed(work);
    } catch (SQLException e) {
      throw errors.of(e);
    }
  }

  private <T> T committed(Work<T> work) throws SQLException {
    try {
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private void connect() throws SQLException {
    Properties credentials = new Properties();
    config.user().ifPresent(user -> credentials.setProperty("user", user));
    config.password().ifPresent(password -> credentials.setProperty("password", password));
    connection = DriverManager.getConnection(config.url(), credentials);
    connection.setAutoCommit(false);
    isolation = connection.getTransactionIsolation();
  }

  private void isolate(int level) throws SQLException {
    if (level != isolation) {
      connection.rollback(); // looking at the connection may have begun a transaction
      connection.setTransactionIsolation(level);
      isolation = level;
    }
  }

  private void migrate() {
    try {
      Flyway.configure()
          .dataSource(config.url(), config.user().orElse(null), config.password().orElse(null))
          .locations("classpath:db/registry")
          .table("registry_migration")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayValidateException e) {
      throw errors.newer(e);
    } catch (FlywayException e) {
      throw errors.migration(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw errors.of(e);
    }
  }

  /** What a transaction does. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }
}
