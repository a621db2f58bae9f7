package dev.pitwall.cli.shell;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.format.AnswerPrinter;
import dev.pitwall.cli.format.OutputFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The text of an answer, made batch by batch as it is wanted. */
final class AnswerText {
  private final ClientAnswer answer;
  private final StringWriter made = new StringWriter();
  private final AnswerPrinter printer;
  private long rows;
  private boolean ended;

  AnswerText(ClientAnswer answer, OutputFormat format) {
    this.answer = Objects.requireNonNull(answer, "answer");
    this.printer = format.writer(new PrintWriter(made));
    printer.columns(answer.schema());
  }

  /** More of the text, which may be none; null at its end. */
  String next() {
    if (ended) {
      return null;
    }
    VectorSchemaRoot batch = answer.next();
    if (batch == null) {
      ended = true;
      printer.end();
    } else {
      rows += batch.getRowCount();
      printer.rows(batch);
    }
    return take();
  }

  /** How many rows there were so far. */
  long rows() {
    return rows;
  }

  private String take() {
    String text = made.toString();
    made.getBuffer().setLength(0);
    return text;
  }
}
