package dev.pitwall.cli;

import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.format.OutputFormat;
import dev.pitwall.cli.shell.SqlShell;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal that the process runs on. */
final class Terminals {
  /** Set by the launcher when the standard error is a terminal: Java cannot tell. */
  private static final String ERROR = "pitwall.terminal";

  /** Set by the launcher when the standard output is one. */
  private static final String OUTPUT = "pitwall.terminal.output";

  /** Set by the launcher when the standard input is one. */
  private static final String INPUT = "pitwall.terminal.input";

  private Terminals() {}

  /** Whether what goes to the standard error is read by a person as it comes. */
  static boolean isErrorShown() {
    return Boolean.getBoolean(ERROR);
  }

  /** Whether what goes to the standard output is read by a person as it comes. */
  static boolean isOutputShown() {
    return Boolean.getBoolean(OUTPUT);
  }

  /** Whether a person can be asked, and reads the answers. */
  static boolean isInteractive() {
    return Boolean.getBoolean(INPUT) && isOutputShown();
  }

  static void runShell(StatementClient client, OutputFormat format) {
    try (Terminal terminal = open()) {
      new SqlShell(terminal, client, SqlShell.historyFile(System.getenv()), format).run();
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal failed", e);
    }
  }

  /**
   * Asks for a secret, which is not shown.
   *
   * @throws PitwallException INVALID_AUTHORIZATION when the user gives none
   */
  static String readSecret(String prompt) {
    try (Terminal terminal = open()) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      reader.setVariable(LineReader.DISABLE_HISTORY, true);
      return reader.readLine(prompt, '\0');
    } catch (UserInterruptException | EndOfFileException e) {
      throw new PitwallException(ErrorCode.INVALID_AUTHORIZATION, "nothing was given", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal failed", e);
    }
  }

  private static Terminal open() throws IOException {
    return TerminalBuilder.builder().name("pitwall").system(true).dumb(true).build();
  }
}
