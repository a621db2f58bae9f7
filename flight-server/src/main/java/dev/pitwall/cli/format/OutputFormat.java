package dev.pitwall.cli.format;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the rows of an answer are written. */
public enum OutputFormat {
  /** Columns under one another, for people. */
  ALIGNED {
    @Override
    public RowWriter writer(PrintWriter out) {
      return new AlignedWriter(out);
    }
  },
  /** RFC 4180 with a header; NULL is empty, and empty text is quoted. */
  CSV {
    @Override
    public RowWriter writer(PrintWriter out) {
      return new CsvWriter(out);
    }
  };

  /** The names of all formats, for people. */
  public static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }

  /** Whether the text ends with the number of its rows. */
  public boolean tellsRows() {
    return this == ALIGNED;
  }

  /** A writer of one answer. */
  public abstract RowWriter writer(PrintWriter out);

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
