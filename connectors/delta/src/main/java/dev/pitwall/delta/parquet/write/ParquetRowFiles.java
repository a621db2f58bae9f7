package dev.pitwall.delta.parquet.write;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.plugin.RowFile;
import dev.pitwall.spi.plugin.RowFilePlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Parquet files of their own, as data files of tables are. */
public final class ParquetRowFiles implements RowFilePlugin {
  @Override
  public SourceFormat format() {
    return SourceFormat.PARQUET;
  }

  @Override
  public RowFile write(OutputStream to, Schema schema) {
    requireDistinctNames(schema);
    try {
      return new File(new ParquetFileSink(new StreamOutputFile(to), schema.getFields()));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Readers find columns by their names. */
  private static void requireDistinctNames(Schema schema) {
    Set<String> names = new HashSet<>();
    for (Field field : schema.getFields()) {
      if (!names.add(field.getName())) {
        throw new PitwallException(
            ErrorCode.INVALID_VALUE,
            "a Parquet file cannot hold two columns "
                + field.getName()
                + "; name one of them differently, with AS");
      }
    }
  }

  private static PitwallException unwritable(IOException cause) {
    return new PitwallException(
        ErrorCode.STORE_FAILURE, "the Parquet file cannot be written", cause);
  }

  private record File(ParquetFileSink sink) implements RowFile {
    @Override
    public void append(VectorSchemaRoot batch) {
      try {
        int[] rows = IntStream.range(0, batch.getRowCount()).toArray();
        sink.append(batch.getFieldVectors(), rows);
      } catch (IOException e) {
        throw unwritable(e);
      }
    }

    @Override
    public void finish() {
      try {
        sink.finish();
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }
}
