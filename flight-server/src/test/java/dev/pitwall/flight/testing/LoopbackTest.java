package dev.pitwall.flight.testing;

import dev.pitwall.testkit.engine.TestEngine;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that ask a server on loopback, whose engine has {@code trips} unless they make another. */
public abstract class LoopbackTest {
  protected TestEngine engine;
  @AutoClose protected LoopbackServer server;
  protected FlightSqlClient client;

  @BeforeEach
  void start(@TempDir Path directory) {
    engine = engine(directory);
    server = new LoopbackServer(engine);
    client = server.client();
  }

  /** The engine, with all that is in it when a test begins. */
  protected TestEngine engine(Path directory) {
    return LoopbackServer.trips(directory);
  }

  /** The rows of an answer. */
  protected List<List<Object>> fetch(String sql) {
    return server.rows(client.execute(sql));
  }
}
