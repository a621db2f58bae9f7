package dev.pitwall.cli;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.report.RunningLine;
import dev.pitwall.cli.report.Warnings;
import dev.pitwall.cli.script.ScriptStatement;
import dev.pitwall.spi.error.PitwallException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitwall apply}: runs the statements of a file that define the catalog. */
@Command(
    name = "apply",
    description = "Run a file of statements that define entities, feature views and tables.")
final class ApplyCommand implements Runnable {
  private static final int SHOWN_CHARACTERS = 72;

  @Spec private CommandSpec spec;

  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "FILE", description = "The file; nothing runs after the first error.")
  private Path file;

  @Override
  public void run() {
    Script script = Script.read(file);
    PrintWriter out = spec.commandLine().getOut();
    try (StatementClient client = connection.open()) {
      for (ScriptStatement statement : script.statements()) {
        apply(client, script, statement);
        out.println("ok  " + summary(statement.text()));
        out.flush();
      }
    }
    out.println(script.statements().size() + " statements applied");
    out.flush();
  }

  private void apply(StatementClient client, Script script, ScriptStatement statement) {
    try (RunningLine line = connection.line(client);
        ClientAnswer answer = client.run(statement.text())) {
      line.clear();
      Warnings.print(answer.warnings(), spec.commandLine().getErr());
      while (answer.next() != null) {}
    } catch (PitwallException e) {
      throw script.locate(statement, e);
    }
  }

  private static String summary(String sql) {
    String line = sql.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS - 1) + "…";
  }
}
