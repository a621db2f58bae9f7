package dev.pitwall.examples.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A compressed CSV file among this module's resources; NA stands for NULL. */
final class SourceFile {
  private static final String DIRECTORY = "/dev/pitwall/examples/flights/";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setNullString("NA").get();

  private SourceFile() {}

  /** The rows of a file, in its order. */
  static <R> List<R> read(String name, Function<CSVRecord, R> row) {
    try (InputStream bytes = SourceFile.class.getResourceAsStream(DIRECTORY + name);
        BufferedReader text =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(bytes), StandardCharsets.UTF_8));
        CSVParser records = FORMAT.parse(text)) {
      return records.stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the sample data " + name + " cannot be read", e);
    }
  }

  /** A whole number; null for NULL. */
  static Integer integer(CSVRecord row, String column) {
    String text = row.get(column);
    return text == null ? null : Integer.valueOf(text);
  }

  /** A number; null for NULL. */
  static Double number(CSVRecord row, String column) {
    String text = row.get(column);
    return text == null ? null : Double.valueOf(text);
  }
}
