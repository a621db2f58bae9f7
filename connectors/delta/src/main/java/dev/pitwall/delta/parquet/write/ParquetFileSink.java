package dev.pitwall.delta.parquet.write;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.OutputFile;

/** Writes Arrow vectors to one Parquet file, with statistics and page index. Not thread-safe. */
public final class ParquetFileSink implements AutoCloseable {
  private static final long ROW_GROUP_BYTES = 128L << 20;
  private static final int ROW_GROUP_ROWS = 1_000_000;

  private final ArrowWriteSupport support;
  private final ParquetWriter<Integer> writer;

  /** Makes the file, which must not exist. */
  public ParquetFileSink(OutputFile file, List<Field> fields) throws IOException {
    this(file, fields, ROW_GROUP_ROWS);
  }

  /** Makes the file, with at most so many rows in a row group. */
  public ParquetFileSink(OutputFile file, List<Field> fields, int rowGroupRows) throws IOException {
    support = new ArrowWriteSupport(fields);
    writer =
        new Builder(file, support)
            .withWriteMode(ParquetFileWriter.Mode.CREATE)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withWriterVersion(WriterVersion.PARQUET_2_0) // see decision 036
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withRowGroupRowCountLimit(rowGroupRows)
            .build();
  }

  /** Writes those rows of the vectors, one vector for each field. */
  public void append(List<FieldVector> vectors, int[] rows) throws IOException {
    support.vectors(vectors);
    for (int row : rows) {
      writer.write(row);
    }
  }

  /** The size of the file so far, in bytes, roughly. */
  public long size() {
    return writer.getDataSize();
  }

  /** Finishes the file; gives its footer. */
  public ParquetMetadata finish() throws IOException {
    writer.close();
    return writer.getFooter();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
    private final ArrowWriteSupport support;

    Builder(OutputFile file, ArrowWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}
