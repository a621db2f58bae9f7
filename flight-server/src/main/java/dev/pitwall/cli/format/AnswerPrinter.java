package dev.pitwall.cli.format;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes batches of Arrow as rows of text. */
public final class AnswerPrinter implements AnswerWriter {
  private final RowWriter writer;

  AnswerPrinter(RowWriter writer) {
    this.writer = Objects.requireNonNull(writer, "writer");
  }

  @Override
  public void columns(Schema schema) {
    writer.columns(schema.getFields().stream().map(Column::of).toList());
  }

  @Override
  public void rows(VectorSchemaRoot batch) {
    for (int row = 0; row < batch.getRowCount(); row++) {
      writer.row(cells(batch, row));
    }
  }

  @Override
  public void end() {
    writer.end();
  }

  private static List<String> cells(VectorSchemaRoot batch, int row) {
    return Arrays.asList(
        batch.getFieldVectors().stream().map(v -> CellText.of(v, row)).toArray(String[]::new));
  }
}
