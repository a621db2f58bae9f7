package dev.pitwall.examples.demo;

import dev.pitwall.cli.format.AnswerPrinter;
import dev.pitwall.cli.format.OutputFormat;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** What the demo writes. */
final class DemoPrinter {
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private final long started = System.nanoTime();

  DemoPrinter(PrintWriter out) {
    this.out = Objects.requireNonNull(out, "out");
  }

  void heading(String text) {
    line("");
    line(text);
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** An answer's rows, written as they come. */
  AnswerPrinter answer(Schema schema) {
    AnswerPrinter printer = new AnswerPrinter(OutputFormat.ALIGNED.writer(out));
    printer.columns(schema);
    return printer;
  }

  void rows(Schema schema, VectorSchemaRoot batch) {
    AnswerPrinter printer = answer(schema);
    printer.rows(batch);
    printer.end();
  }

  /** The time since a moment of {@link System#nanoTime()}, for people. */
  static String since(long nanoTime) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - nanoTime) / NANOS);
  }

  /** The whole demo's time, in seconds. */
  String seconds() {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - started) / NANOS);
  }
}
