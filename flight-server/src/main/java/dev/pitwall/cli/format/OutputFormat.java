package dev.pitwall.cli.format;

import dev.pitwall.spi.model.SourceFormat;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the rows of an answer are written. */
public enum OutputFormat {
  /** Columns under one another, for people. */
  ALIGNED(AlignedWriter::new),
  /** A line for each cell, for people. */
  VERTICAL(VerticalWriter::new),
  /** RFC 4180 with a header; NULL is empty, and empty text is quoted. */
  CSV(DelimitedWriter::csv),
  /** Values between tabs with a header; NULL is {@code \N}. */
  TSV(DelimitedWriter::tsv),
  /** An object a line. */
  JSON(JsonLinesWriter::new),
  /** A table of Markdown. */
  MARKDOWN(MarkdownWriter::new),
  /** Arrow's IPC stream, one after the other for several answers. */
  ARROW(null),
  /** A Parquet file, of one answer. */
  PARQUET(null);

  private final Function<PrintWriter, RowWriter> text;

  OutputFormat(Function<PrintWriter, RowWriter> text) {
    this.text = text;
  }

  /** A writer of one answer. */
  public AnswerWriter writer(Destination to) {
    return switch (this) {
      case ARROW -> new ArrowWriter(to.bytes());
      case PARQUET -> new RowFileWriter(SourceFormat.PARQUET, to.bytes());
      default -> writer(to.text());
    };
  }

  /**
   * A writer of one answer as text.
   *
   * @throws IllegalStateException when the format is none of text
   */
  public AnswerPrinter writer(PrintWriter out) {
    return new AnswerPrinter(rows(out));
  }

  RowWriter rows(PrintWriter out) {
    if (!isText()) {
      throw new IllegalStateException(this + " is no text");
    }
    return text.apply(out);
  }

  /** Whether people can read it. */
  public boolean isText() {
    return text != null;
  }

  /** Whether a second answer can follow the first. */
  public boolean holdsSeveral() {
    return this != PARQUET;
  }

  /** Whether the text ends with the number of its rows. */
  public boolean tellsRows() {
    return this == ALIGNED || this == VERTICAL;
  }

  /** The names of all formats, for people. */
  public static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }

  /**
   * The format of a name in any case; {@code table} is another name of ALIGNED.
   *
   * @throws IllegalArgumentException when there is no such format
   */
  public static OutputFormat of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals("TABLE") ? ALIGNED : valueOf(upper);
  }
}
