package dev.pitwall.cli;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.format.AnswerWriter;
import dev.pitwall.cli.format.Destination;
import dev.pitwall.cli.format.OutputFormat;
import dev.pitwall.cli.report.RunningLine;
import dev.pitwall.cli.report.StatementTime;
import dev.pitwall.cli.report.Warnings;
import dev.pitwall.cli.script.ScriptStatement;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.arrow.vector.VectorSchemaRoot;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pitwall sql}: runs statements and writes their answers. */
@Command(
    name = "sql",
    description = {
      "Run SQL statements, from an option, a file or the standard input.",
      "On a terminal, without either option, it reads statements as you type them."
    })
final class SqlCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private ConnectionOptions connection;

  @ArgGroup private Source source = new Source();

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      converter = OutputFormatConverter.class,
      defaultValue = "ALIGNED",
      description = "${COMPLETION-CANDIDATES} (or table); default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the answers to a file, all of them or, after an error, none.")
  private Path output;

  @Option(
      names = "--timing",
      description =
          "Tell the rows and the time of each statement, also where there is no terminal.")
  private boolean timing;

  private boolean answered;

  /** Where the statements come from. */
  static final class Source {
    @Option(
        names = {"-e", "-c", "--execute"},
        paramLabel = "SQL",
        description = "Statements, separated by semicolons.")
    private String execute;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "A file of statements.")
    private Path file;
  }

  @Override
  public void run() {
    if (!format.isText() && output == null && Terminals.isInteractive()) {
      throw new ParameterException(
          spec.commandLine(), format + " is not for terminals; give --output FILE");
    }
    if (source.execute == null
        && source.file == null
        && output == null
        && Terminals.isInteractive()) {
      try (StatementClient client = connection.open()) {
        Terminals.runShell(client, format);
      }
    } else {
      run(script());
    }
  }

  private Script script() {
    if (source.execute != null) {
      return Script.of(source.execute);
    }
    return source.file != null ? Script.read(source.file) : Script.read(System.in);
  }

  private void run(Script script) {
    if (output == null) {
      run(script, new Destination(spec.commandLine().getOut(), System.out));
      return;
    }
    try (OutputFile file = OutputFile.create(output)) {
      run(script, file.destination());
      file.finish();
    }
  }

  private void run(Script script, Destination to) {
    try (StatementClient client = connection.open()) {
      for (ScriptStatement statement : script.statements()) {
        try {
          run(client, statement.text(), to);
        } catch (PitwallException e) {
          throw script.locate(statement, e);
        }
      }
    }
  }

  private void run(StatementClient client, String sql, Destination to) {
    StatementTime time = StatementTime.start();
    long rows;
    try (RunningLine line = connection.line(client);
        ClientAnswer answer = client.run(sql)) {
      line.clear();
      Warnings.print(answer.warnings(), spec.commandLine().getErr());
      if (answer.schema().getFields().isEmpty()) {
        while (answer.next() != null) {}
        rows = answer.updateCount();
        line.close();
        sayOk(to.text());
        checkWritten(to);
      } else {
        rows = write(answer, to, line);
      }
    }
    if (timing || Terminals.isInteractive()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(time.line(rows));
      err.flush();
    }
  }

  private void sayOk(PrintWriter out) {
    if (format == OutputFormat.ALIGNED) {
      out.println("ok");
      out.flush();
    }
  }

  /** Writes an answer; gives the number of its rows. */
  private long write(ClientAnswer answer, Destination to, RunningLine line) {
    if (answered && !format.holdsSeveral()) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "a file of " + format + " holds one answer; run the second query by itself");
    }
    answered = true;
    AnswerWriter writer = format.writer(to);
    writer.columns(answer.schema());
    long rows = 0;
    for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
      rows += batch.getRowCount();
      line.rows(rows);
      if (isAnswerShown()) {
        line.close();
      }
      writer.rows(batch);
      checkWritten(to);
    }
    line.close();
    writer.end();
    checkWritten(to);
    return rows;
  }

  /** Nobody is served by the rest of an answer of which a part is lost. */
  private static void checkWritten(Destination to) {
    if (to.isBroken()) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "the answer was not written whole: what reads it has ended, or the disk is full");
    }
  }

  /** Whether the answer goes to the terminal, where another line would come between its rows. */
  private boolean isAnswerShown() {
    return output == null && Terminals.isOutputShown();
  }
}
