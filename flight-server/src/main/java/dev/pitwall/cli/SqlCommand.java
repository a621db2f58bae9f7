package dev.pitwall.cli;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.format.AnswerPrinter;
import dev.pitwall.cli.format.OutputFormat;
import dev.pitwall.cli.report.Warnings;
import dev.pitwall.cli.script.ScriptStatement;
import dev.pitwall.spi.error.PitwallException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.arrow.vector.VectorSchemaRoot;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  /** Where the statements come from. */
  static final class Source {
    @Option(
        names = {"-e", "--execute"},
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
    if (source.execute == null && source.file == null && Terminals.isInteractive()) {
      try (StatementClient client = connection.open()) {
        Terminals.runShell(client, format);
      }
    } else {
      run(script());
    }
  }

  private void run(Script script) {
    try (StatementClient client = connection.open()) {
      for (ScriptStatement statement : script.statements()) {
        try {
          run(client, statement.text());
        } catch (PitwallException e) {
          throw script.locate(statement, e);
        }
      }
    }
  }

  private Script script() {
    if (source.execute != null) {
      return Script.of(source.execute);
    }
    return source.file != null ? Script.read(source.file) : Script.read(System.in);
  }

  private void run(StatementClient client, String sql) {
    PrintWriter out = spec.commandLine().getOut();
    try (ClientAnswer answer = client.run(sql)) {
      Warnings.print(answer.warnings(), spec.commandLine().getErr());
      if (answer.schema().getFields().isEmpty()) {
        drain(answer);
        if (format == OutputFormat.ALIGNED) {
          out.println("ok");
          out.flush();
        }
      } else {
        print(answer, new AnswerPrinter(format.writer(out)));
      }
    }
  }

  private static void print(ClientAnswer answer, AnswerPrinter printer) {
    printer.columns(answer.schema());
    for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
      printer.rows(batch);
    }
    printer.end();
  }

  private static void drain(ClientAnswer answer) {
    while (answer.next() != null) {}
  }
}
