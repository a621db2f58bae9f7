package dev.pitwall.cli;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.report.RunningLine;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitwall materialize}: copies the newest rows of feature views to the online store. */
@Command(
    name = "materialize",
    description =
        "Copy the newest rows of feature views to the online store: those since the last run, or"
            + " those of a range.")
final class MaterializeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private ConnectionOptions connection;

  @Parameters(paramLabel = "VIEW", arity = "1..*", description = "The feature views, as in SQL.")
  private List<String> views;

  @Option(
      names = "--from",
      paramLabel = "TIMESTAMP",
      description = "The earliest event timestamp; default: where the last run ended.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIMESTAMP",
      description = "The latest event timestamp; default: now.")
  private String to;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    try (StatementClient client = connection.open();
        RunningLine line = connection.line(client);
        ClientAnswer answer = client.run(sql())) {
      while (answer.next() != null) {}
      line.close();
      out.println(answer.updateCount() + " rows materialized");
      out.flush();
    }
  }

  private String sql() {
    return "MATERIALIZE " + String.join(", ", views) + bound("FROM", from) + bound("TO", to);
  }

  private static String bound(String keyword, String timestamp) {
    return timestamp == null ? "" : " " + keyword + " '" + timestamp.replace("'", "''") + "'";
  }
}
