package dev.pitwall.examples.demo;

import dev.pitwall.cli.format.AnswerPrinter;
import dev.pitwall.cli.format.OutputFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Says what the demo does, and how long it took. */
final class Narrator {
  private final PrintWriter out;

  Narrator(PrintWriter out) {
    this.out = Objects.requireNonNull(out, "out");
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Says what was done since a {@link System#nanoTime()}. */
  void step(String what, long start) {
    say(String.format(Locale.ROOT, "%s (%.2f s)", what, seconds(System.nanoTime() - start)));
  }

  /** Shows a statement, indented. */
  void statement(String sql) {
    say("");
    sql.lines().forEach(line -> say("  " + line));
    say("");
  }

  /** Shows rows, which stay the caller's. */
  void rows(VectorSchemaRoot batch) {
    AnswerPrinter printer = OutputFormat.ALIGNED.writer(out);
    printer.columns(batch.getSchema());
    printer.rows(batch);
    printer.end();
    out.flush();
  }

  /** Says what the user can do with the tables of this run. */
  void suggestions(Path directory) {
    say("");
    say("What to try next:");
    say(
        "  pitwall sql --data "
            + directory
            + " -e \"SELECT * FROM online.plane_history WHERE tailnum = 'N14228'\"");
    say("  pitwall demo --directory " + directory + " --serve");
    say("  the statements of this demo, in sql-examples/sql, and clients in sql-examples/python");
  }

  /** Says where the server can be reached, and how. */
  void serving(String address) {
    say("");
    say("Listening on grpc://" + address + " (Ctrl-C stops). What to try next:");
    say("  pitwall sql --server " + address + " -e \"SHOW FEATURE VIEWS\"");
    say("  python sql-examples/python/adbc_training_set.py grpc://" + address);
    say("  JDBC: jdbc:arrow-flight-sql://" + address + "/?useEncryption=false");
  }

  void end(long rows, long nanos) {
    say(String.format(Locale.ROOT, "demo ok: rows=%d views=3 seconds=%.1f", rows, seconds(nanos)));
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
