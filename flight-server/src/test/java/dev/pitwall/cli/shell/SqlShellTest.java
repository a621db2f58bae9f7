package dev.pitwall.cli.shell;

import static dev.pitwall.cli.shell.TypingUser.CTRL_C;
import static dev.pitwall.cli.shell.TypingUser.CTRL_D;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.cli.connect.EmbeddedClient;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.session.StatementState;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlShellTest {
  private static final String PROMPT = "pitwall> ";
  private static final String TEN_ROWS =
      "CREATE TEMPORARY TABLE ten AS SELECT n FROM (VALUES 0, 1, 2, 3, 4, 5, 6, 7, 8, 9) AS t (n);";

  /** Far more rows than anyone waits for. */
  private static final String ENDLESS =
      "SELECT a.n FROM ten a, ten b, ten c, ten d, ten e, ten f, ten g, ten h, ten i, ten j, ten k";

  @TempDir private Path directory;

  @Test
  void aStatementOfManyLinesRunsAtItsSemicolon() throws Exception {
    try (StatementClient client = embedded();
        TypingUser user = user(client)) {
      user.read(PROMPT);
      user.type("SELECT 'a;b' AS x, -- no end; yet\n");
      user.read("->");
      user.type("CAST(NULL AS INTEGER) AS y;\n");
      assertThat(user.read(PROMPT)).contains("x   |    y", "a;b | NULL", "(1 row)", " ms");
      user.type("SELECT 1; SELECT 2;\n");
      assertThat(user.read(PROMPT)).containsSubsequence("1", "(1 row)", "2", "(1 row)");
      user.type(CTRL_D);
      user.readToEnd();
    }
  }

  @Test
  void anErrorShowsWhereItIsAndTheShellGoesOn() throws Exception {
    try (StatementClient client = embedded();
        TypingUser user = user(client)) {
      user.read(PROMPT);
      user.type("SELECT 1;SELECT n\n");
      user.read("->");
      user.type("FROM nowhere; SELECT 3;\n");
      assertThat(user.read(PROMPT).replace("\r", ""))
          .contains("error: line 2, column 6: there is no table nowhere")
          .contains("\n  FROM nowhere\n       ^\n")
          .doesNotContain("3\n");
      user.type("SELECT 41 + 1;\n");
      assertThat(user.read(PROMPT)).contains("42");
    }
  }

  @Test
  void controlCCancelsTheStatementAndKeepsTheShell() throws Exception {
    try (StatementClient client = embedded()) {
      cancelledByControlC(client);
    }
  }

  @Test
  void controlCCancelsTheStatementOnTheServer() throws Exception {
    try (TestEngine engine = new TestEngine(directory, StoreLayout.regular(4, 3));
        PitwallServer server = PitwallServer.start(ServerConfig.onLoopback(0), engine.engine())) {
      try (StatementClient client = remote(server)) {
        cancelledByControlC(client);
      }
    }
  }

  /** The test engine tells when a query left memory behind. */
  private void cancelledByControlC(StatementClient client) throws Exception {
    try (TypingUser user = user(client)) {
      user.read(PROMPT);
      user.type(TEN_ROWS + "\n");
      assertThat(user.read(PROMPT)).contains("ok");
      user.type(".pager off\n").read(PROMPT);
      user.type(ENDLESS + ";\n");
      user.read("0\r\n0\r\n0\r\n");
      user.type(CTRL_C);
      assertThat(user.read(PROMPT)).contains("STATEMENT_CANCELLED");
      user.type("SELECT no").read("no");
      user.type(CTRL_C);
      user.read(PROMPT);
      user.type("SELECT 41 + 1;\n");
      assertThat(user.read(PROMPT)).contains("42");
    }
  }

  @Test
  void controlCCancelsAChangeOnTheServer() throws Exception {
    try (TestEngine engine = new TestEngine(directory, StoreLayout.regular(4, 3));
        PitwallServer server = PitwallServer.start(ServerConfig.onLoopback(0), engine.engine());
        StatementClient client = remote(server);
        TypingUser user = user(client)) {
      user.read(PROMPT);
      user.type(TEN_ROWS + "\n").read(PROMPT);
      user.type("CREATE TEMPORARY TABLE made AS " + ENDLESS + ";\n");
      while (running(engine) == 0) {
        Thread.onSpinWait();
      }
      user.type(CTRL_C);
      assertThat(user.read(PROMPT)).contains("STATEMENT_CANCELLED");
      while (running(engine) > 0) {
        Thread.onSpinWait();
      }
    }
  }

  private static long running(TestEngine engine) {
    return engine.engine().runs().stream()
        .filter(run -> run.state() == StatementState.RUNNING && run.sql().contains("made"))
        .count();
  }

  @Test
  void aServerThatWasRestartedKnowsNothingOfTheSessionAndThatIsSaidOnce() throws Exception {
    try (TestEngine engine = new TestEngine(directory, StoreLayout.regular(4, 3))) {
      PitwallServer first = PitwallServer.start(ServerConfig.onLoopback(0), engine.engine());
      ServerConfig same = ServerConfig.onLoopback(first.port());
      try (StatementClient client = remote(first);
          TypingUser user = user(client)) {
        user.read(PROMPT);
        user.type(TEN_ROWS + "\n").read(PROMPT);
        first.close();
        user.type("SELECT 1;\n");
        assertThat(user.read(PROMPT)).contains("error: the server cannot be reached");
        PitwallServer second = PitwallServer.start(same, engine.engine());
        try (second) {
          user.type("CREATE TABLE kept FROM DELTA 'kept';\n");
          assertThat(user.read(PROMPT))
              .contains("had ended, and with it the session: temporary tables and settings are");
          user.type("SELECT n FROM ten;\n");
          assertThat(user.read(PROMPT)).contains("there is no table ten");
          user.type("SELECT 41 + 1;\n");
          assertThat(user.read(PROMPT)).contains("42");
        }
      }
    }
  }

  @Test
  void tabCompletesKeywordsTablesEntitiesAndColumns() throws Exception {
    try (TestEngine engine = new TestEngine(directory, StoreLayout.regular(4, 3));
        PitwallServer server = PitwallServer.start(ServerConfig.onLoopback(0), engine.engine());
        StatementClient client = remote(server);
        TypingUser user = user(client)) {
      define(engine);
      user.read(PROMPT);
      user.type("sel\tconv\t FROM driver_st\t AS s WHERE s.even\t IS NOT NULL;\n");
      assertThat(user.read("(1 row)")).contains("conv_rate\r\n", "0.5");
      user.read(PROMPT);
      user.type("DESCRIBE ENTITY driv\t;\n");
      assertThat(user.read(PROMPT)).doesNotContain("error");
      user.type(".tab\t driver\n");
      assertThat(user.read(PROMPT)).contains("features.driver_stats");
    }
  }

  @Test
  void aLongAnswerIsPaged() throws Exception {
    try (StatementClient client = embedded();
        TypingUser user = user(client)) {
      user.type(TEN_ROWS + "\n").read(" ms");
      user.type(ENDLESS + ";\n");
      user.read("answer (q ends)");
      user.type("q");
      user.read(" ms");
      user.type("SELECT 41 + 1 AS answer_again;\n");
      assertThat(user.read("(1 row)")).contains("42");
    }
  }

  @Test
  void statementsAreKeptForTheNextTimeButForSecrets() throws Exception {
    Path history = directory.resolve("state").resolve("history");
    try (StatementClient client = embedded();
        TypingUser user = new TypingUser(client, history)) {
      user.type("SELECT 'kept';\n").read(" ms");
      user.type("SELECT 'my PassWord';\n").read(" ms");
      user.type("quit\n").readToEnd();
    }
    assertThat(Files.readString(history)).contains("kept").doesNotContain("PassWord");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
  }

  @Test
  void commandsOfTheShell() throws Exception {
    try (StatementClient client = embedded();
        TypingUser user = user(client)) {
      user.read(PROMPT);
      user.type("help\n");
      assertThat(user.read(PROMPT)).contains(".format [FORMAT]", ".quit");
      user.type(".format csv\n").read(PROMPT);
      user.type(".timing off\n").read(PROMPT);
      user.type("SELECT 1 AS a, 'x,y' AS b;\n");
      assertThat(user.read(PROMPT)).contains("1,\"x,y\"").doesNotContain(" ms");
      user.type(".format what\n");
      assertThat(user.read(PROMPT)).contains("error: the formats are ALIGNED");
      user.type(".nothing\n");
      assertThat(user.read(PROMPT)).contains("error: there is no command .nothing");
    }
  }

  private static void define(TestEngine engine) {
    engine.table(
        "driver_stats",
        Fields.schema(
            Fields.of("driver_id", Fields.BIGINT),
            Fields.of("event_ts", Fields.TIMESTAMP),
            Fields.of("conv_rate", Fields.DOUBLE)),
        List.of(row(1L, 5L, 0.5)));
    engine.update("CREATE ENTITY driver (driver_id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW driver_stats ENTITY driver TIMESTAMP event_ts"
            + " FROM DELTA 'driver_stats'");
  }

  private TypingUser user(StatementClient client) throws IOException {
    return new TypingUser(client, directory.resolve("history"));
  }

  private StatementClient embedded() {
    return EmbeddedClient.open(EngineConfig.inDirectory(directory.resolve("engine")));
  }

  private static StatementClient remote(PitwallServer server) {
    return RemoteClient.connect(new ServerAddress("127.0.0.1", server.port()), Optional.empty());
  }
}
