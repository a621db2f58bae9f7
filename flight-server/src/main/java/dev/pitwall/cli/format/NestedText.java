package dev.pitwall.cli.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Arrays, maps and rows as JSON. A map is an array of its entries, as its keys need not be texts.
 * What JSON has no word for is the text that it would be in a cell of its own.
 */
final class NestedText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private NestedText() {}

  /** The text of a value. */
  static String of(FieldVector vector, int row) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(vector, row, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(FieldVector vector, int row, JsonGenerator json) throws IOException {
    if (vector.isNull(row)) {
      json.writeNull();
    } else if (vector instanceof ListVector list) {
      writeArray(list, row, json);
    } else if (vector instanceof StructVector struct) {
      writeObject(struct, row, json);
    } else {
      writeScalar(vector, CellText.of(vector, row), json);
    }
  }

  private static void writeArray(ListVector list, int row, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (int i = list.getElementStartIndex(row); i < list.getElementEndIndex(row); i++) {
      write(list.getDataVector(), i, json);
    }
    json.writeEndArray();
  }

  private static void writeObject(StructVector struct, int row, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (FieldVector child : struct.getChildrenFromFields()) {
      json.writeFieldName(child.getName());
      write(child, row, json);
    }
    json.writeEndObject();
  }

  private static void writeScalar(FieldVector vector, String text, JsonGenerator json)
      throws IOException {
    if (Column.of(vector.getField()).isJson(text)) {
      json.writeRawValue(text);
    } else {
      json.writeString(text);
    }
  }
}
