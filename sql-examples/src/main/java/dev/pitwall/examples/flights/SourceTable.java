package dev.pitwall.examples.flights;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table of the sample data, as it ships: compressed CSV with a header, empty for unknown. */
enum SourceTable {
  FLIGHTS("flights"),
  WEATHER("weather"),
  AIRPORTS("airports");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setNullString("").get();

  private final String resource;

  SourceTable(String name) {
    this.resource = name + ".csv.gz";
  }

  /** Hands over every record in turn, in the order of the file. */
  void forEach(Consumer<CSVRecord> consumer) {
    try (InputStream in = SourceTable.class.getResourceAsStream(resource);
        CSVParser parser =
            CSVParser.builder()
                .setFormat(FORMAT)
                .setReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))
                .get()) {
      parser.forEach(consumer);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample data " + resource + " cannot be read", e);
    }
  }

  /** A whole number, or null where it is unknown. */
  static Integer integer(CSVRecord row, String column) {
    String text = row.get(column);
    return text == null ? null : Integer.valueOf(text);
  }

  /** A number, or null where it is unknown. */
  static Double real(CSVRecord row, String column) {
    String text = row.get(column);
    return text == null ? null : Double.valueOf(text);
  }
}
