package dev.pitwall.cli.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * An object of JSON a line. Numbers have all their digits; what JSON has no number for, such as
 * NaN, is text.
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
  }

  @Override
  public void row(List<String> cells) {
    try {
      json.writeStartObject();
      for (int i = 0; i < cells.size(); i++) {
        json.writeFieldName(columns.get(i).name());
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
