package dev.pitwall.cli.shell;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.format.OutputFormat;
import dev.pitwall.cli.report.ErrorText;
import dev.pitwall.cli.report.RunningLine;
import dev.pitwall.cli.report.StatementTime;
import dev.pitwall.cli.report.Warnings;
import dev.pitwall.cli.script.ScriptStatement;
import dev.pitwall.cli.script.SqlScript;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/**
 * Reads statements from a terminal, runs them, and shows their answers, until it is told to end.
 */
public final class SqlShell {
  private static final String PROMPT = "pitwall> ";
  private static final String PROMPT_WITHIN = "      -> ";
  private static final String GREETING =
      "Statements end with a semicolon. .help lists commands, Tab completes, Ctrl-D ends.";

  private static final Set<String> ROW_WRITERS = Set.of("INSERT", "MATERIALIZE");

  private final Terminal terminal;
  private final PrintWriter out;
  private final StatementClient client;
  private final KnownNames names;
  private final Pager pager;
  private final LineReader reader;
  private final ShellSettings settings;

  /**
   * Makes a shell.
   *
   * @param terminal stays the caller's to close
   * @param client stays the caller's to close
   * @param history the file that keeps what was typed; made if it is not there
   */
  public SqlShell(Terminal terminal, StatementClient client, Path history, OutputFormat format) {
    this.terminal = Objects.requireNonNull(terminal, "terminal");
    this.out = terminal.writer();
    this.client = Objects.requireNonNull(client, "client");
    this.settings = new ShellSettings(format);
    this.names = new KnownNames(client);
    this.pager = new Pager(terminal);
    this.reader = reader(terminal, names, history);
  }

  /** Where statements are kept for the next time, by what the environment says. */
  public static Path historyFile(Map<String, String> environment) {
    return StatementHistory.defaultFile(environment);
  }

  /** Runs until the user ends it, or the terminal does. */
  public void run() {
    out.println(GREETING);
    boolean wanted = true;
    while (wanted) {
      try {
        wanted = handle(reader.readLine(PROMPT));
      } catch (UserInterruptException e) {
        // What was typed is dropped, and that is all that was asked for.
      } catch (EndOfFileException e) {
        wanted = false;
      }
      out.flush();
    }
  }

  private static LineReader reader(Terminal terminal, KnownNames names, Path history) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("pitwall")
            .parser(new StatementParser())
            .completer(new NameCompleter(names))
            .highlighter(new SyntaxColours())
            .history(new StatementHistory())
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, PROMPT_WITHIN)
            .variable(LineReader.INDENTATION, 0)
            .option(Option.CASE_INSENSITIVE, true)
            .option(Option.COMPLETE_MATCHER_TYPO, false)
            .option(Option.COMPLETE_MATCHER_CAMELCASE, false)
            .option(Option.DISABLE_EVENT_EXPANSION, true);
    if (StatementHistory.isReady(history)) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    return builder.build();
  }

  /** False when the shell is to end. */
  private boolean handle(String text) {
    if (ShellCommand.isMeant(text)) {
      return ShellCommand.of(text).map(this::handle).orElseGet(() -> unknown(text));
    }
    for (ScriptStatement statement : SqlScript.split(text)) {
      if (!isRun(statement.text())) {
        break;
      }
    }
    return true;
  }

  private boolean handle(ShellCommand command) {
    switch (command.verb()) {
      case HELP -> help();
      case TABLES -> listTables(command.argument());
      case FORMAT -> out.println(settings.format(command.argument()));
      case TIMING -> out.println(settings.timing(command.argument()));
      case PAGER -> out.println(settings.pager(command.argument()));
      case QUIT -> {
        return false;
      }
    }
    return true;
  }

  /** Runs a statement; false when it failed. Ctrl-C cancels it meanwhile. */
  private boolean isRun(String sql) {
    SignalHandler before = terminal.handle(Signal.INT, signal -> client.cancel());
    try {
      run(sql);
      return true;
    } catch (RuntimeException e) {
      out.println(ErrorText.withCaret(e, sql));
      return false;
    } finally {
      terminal.handle(Signal.INT, before);
      out.flush();
    }
  }

  private void run(String sql) {
    StatementTime time = StatementTime.start();
    try (RunningLine line = line();
        ClientAnswer answer = client.run(sql)) {
      line.clear();
      Warnings.print(answer.warnings(), out);
      if (answer.schema().getFields().isEmpty()) {
        while (answer.next() != null) {}
        line.close();
        names.forget();
        out.println("ok");
        tell(time, isOfRows(sql) ? answer.updateCount() : -1);
      } else {
        AnswerText text = new AnswerText(answer, settings.format());
        String first = text.next();
        line.close();
        show(first, text);
        tell(time, settings.format().tellsRows() ? -1 : text.rows());
      }
    }
  }

  /** Whether what a statement changes are rows, and not the definition of an object. */
  private static boolean isOfRows(String sql) {
    return Token.of(sql).stream()
        .findFirst()
        .filter(word -> ROW_WRITERS.contains(word.text().toUpperCase(Locale.ROOT)))
        .isPresent();
  }

  private RunningLine line() {
    return pager.isPossible() ? RunningLine.on(out, client::progress) : RunningLine.none();
  }

  private void show(String first, AnswerText text) {
    if (settings.isPaged() && pager.isPossible()) {
      pager.show(first, text);
      return;
    }
    for (String more = first; more != null; more = text.next()) {
      out.print(more);
      out.flush();
    }
  }

  private void tell(StatementTime time, long rows) {
    if (settings.isTimed()) {
      out.println(time.line(rows));
    }
  }

  private void help() {
    for (ShellCommand.Verb verb : ShellCommand.Verb.values()) {
      out.println(verb.help());
    }
    out.println("Ctrl-C cancels the statement that runs, or drops what was typed.");
  }

  private void listTables(String pattern) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    names.forget();
    names.tables().stream()
        .map(table -> table.schema() + "." + table.name())
        .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
        .forEach(out::println);
  }

  private boolean unknown(String text) {
    out.println("error: there is no command " + text.strip() + "; .help lists them");
    return true;
  }
}
