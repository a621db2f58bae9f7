package dev.pitwall.cli.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An object of JSON a line. Numbers have all their digits; what JSON has no number for, such as
 * NaN, is text. Of columns of one name readers would keep one, so the later ones are numbered.
 */
final class JsonLinesWriter implements RowWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private final PrintWriter out;
  private final JsonGenerator json;
  private List<Column> columns = List.of();
  private List<String> names = List.of();

  JsonLinesWriter(PrintWriter out) {
    this.out = Objects.requireNonNull(out, "out");
    try {
      this.json = FACTORY.createGenerator(out).setRootValueSeparator(null);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void columns(List<Column> given) {
    columns = List.copyOf(given);
    names = distinct(columns.stream().map(Column::name).toList());
  }

  /** {@code a, a, a_2} are {@code a, a_3, a_2}: no name is given that another column has. */
  private static List<String> distinct(List<String> names) {
    Set<String> taken = new HashSet<>(names);
    Set<String> seen = new HashSet<>();
    return names.stream().map(name -> seen.add(name) ? name : numbered(name, taken)).toList();
  }

  private static String numbered(String name, Set<String> taken) {
    int number = 2;
    while (!taken.add(name + "_" + number)) {
      number++;
    }
    return name + "_" + number;
  }

  @Override
  public void row(List<String> cells) {
    try {
      json.writeStartObject();
      for (int i = 0; i < cells.size(); i++) {
        json.writeFieldName(names.get(i));
        write(columns.get(i), cells.get(i));
      }
      json.writeEndObject();
      json.writeRaw('\n');
      json.flush();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void end() {
    out.flush();
  }

  private void write(Column column, String cell) throws IOException {
    if (cell == null) {
      json.writeNull();
    } else if (column.isJson(cell)) {
      json.writeRawValue(cell);
    } else {
      json.writeString(cell);
    }
  }

  private static UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException("the answer cannot be written", cause);
  }
}
