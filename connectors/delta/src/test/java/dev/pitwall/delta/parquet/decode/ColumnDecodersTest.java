package dev.pitwall.delta.parquet.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.delta.parquet.codec.ArrayCodecFactory;
import dev.pitwall.delta.parquet.codec.PageArrays;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way against Parquet's own readers, on generated files. */
class ColumnDecodersTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message generated {
            required int64 required_long;
            optional int64 nullable_long;
            optional int64 millis (TIMESTAMP(MILLIS,true));
            optional int64 micros (TIMESTAMP(MICROS,true));
            optional int64 nanos (TIMESTAMP(NANOS,false));
            optional int64 price (DECIMAL(18,2));
            optional int32 small_price (DECIMAL(7,1));
            optional int32 tiny (INTEGER(8,true));
            optional int32 day (DATE);
            required int32 number;
            optional float real;
            optional double ratio;
            optional boolean flag;
            optional int64 wide_long;
            optional int32 wide_int;
            optional binary text (STRING);
            required binary bytes;
          }
          """);

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void decodesWhatParquetsOwnReadersDo(long seed) throws IOException {
    Random random = new Random(seed);
    Path file = directory.resolve("generated.parquet");
    int rows = 1 + random.nextInt(20_000);
    write(file, rows, random);
    for (Field field : ParquetFields.of(SCHEMA)) {
      RowRuns runs = runs(rows, random);
      assertThat(decode(file, field, runs, /* fast= */ true))
          .as(field.toString())
          .isEqualTo(decode(file, field, runs, /* fast= */ false));
    }
    assertThat(Files.size(file)).isPositive();
  }

  private List<List<Object>> decode(Path file, Field field, RowRuns runs, boolean fast)
      throws IOException {
    PageArrays arrays = new PageArrays();
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ArrayCodecFactory(arrays))
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options);
        PageReadStore pages = reader.readRowGroup(0)) {
      ColumnSource source =
          new ColumnSource(pages, arrays, SCHEMA, reader.getFooter().getBlocks().get(0), "");
      Type type = SCHEMA.getType(field.getName());
      ColumnDecoder decoder =
          fast
              ? ColumnDecoders.of(source, type, field, field)
              : ColumnDecoders.general(source, type, field, field);
      leaveTraces(16L * runs.rows());
      FieldVector vector = decoder.decode(runs, allocator.get());
      try (VectorSchemaRoot batch = VectorSchemaRoot.of(vector)) {
        assertThat(batch.getRowCount()).isEqualTo(runs.rows());
        if (vector instanceof BaseFixedWidthVector fixed && !(vector instanceof BitVector)) {
          assertNullsShowNothing(fixed);
        }
        return Batches.rows(batch);
      }
    }
  }

  /** Fills memory that the vector may get with ones. */
  private void leaveTraces(long bytes) {
    try (ArrowBuf used = allocator.get().buffer(bytes)) {
      MemoryUtil.setMemory(used.memoryAddress(), bytes, (byte) -1);
    }
  }

  private static void assertNullsShowNothing(BaseFixedWidthVector vector) {
    int width = vector.getTypeWidth();
    for (int row = 0; row < vector.getValueCount(); row++) {
      for (int i = 0; vector.isNull(row) && i < width; i++) {
        assertThat(vector.getDataBuffer().getByte((long) row * width + i)).isZero();
      }
    }
  }

  private static RowRuns runs(int rows, Random random) {
    RowRuns runs = new RowRuns();
    int most = random.nextBoolean() ? 5 : rows;
    for (int at = random.nextInt(2) * random.nextInt(rows); at < rows; ) {
      int length = Math.min(rows - at, 1 + random.nextInt(most));
      runs.add(at, length);
      at += length + random.nextInt(most);
    }
    return runs;
  }

  private static void write(Path file, int rows, Random random) throws IOException {
    CompressionCodecName[] codecs = {
      CompressionCodecName.UNCOMPRESSED,
      CompressionCodecName.SNAPPY,
      CompressionCodecName.ZSTD,
      CompressionCodecName.GZIP
    };
    double nulls = random.nextInt(4) / 3.0;
    int distinct = random.nextBoolean() ? 1 + random.nextInt(300) : Integer.MAX_VALUE;
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(SCHEMA)
            .withCompressionCodec(codecs[random.nextInt(codecs.length)])
            .withWriterVersion(
                random.nextBoolean() ? WriterVersion.PARQUET_1_0 : WriterVersion.PARQUET_2_0)
            .withDictionaryEncoding(random.nextInt(4) != 0)
            .withDictionaryPageSize(200 << random.nextInt(12))
            .withPageSize(100 << random.nextInt(14))
            .build()) {
      for (int i = 0; i < rows; i++) {
        writer.write(row(random, nulls, distinct));
      }
    }
  }

  private static Group row(Random random, double nulls, int distinct) {
    Group row = new SimpleGroup(SCHEMA);
    for (int i = 0; i < SCHEMA.getFieldCount(); i++) {
      boolean required = SCHEMA.getType(i).isRepetition(Type.Repetition.REQUIRED);
      if (required || random.nextDouble() >= nulls) {
        add(row, i, random.nextInt(distinct));
      }
    }
    return row;
  }

  private static void add(Group row, int field, int value) {
    switch (SCHEMA.getFieldName(field)) {
      case "wide_long" -> row.add(field, 0x9E3779B97F4A7C15L * value);
      case "wide_int" -> row.add(field, 0x9E3779B9 * value);
      default -> addOfType(row, field, value);
    }
  }

  private static void addOfType(Group row, int field, int value) {
    switch (SCHEMA.getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> row.add(field, 1_000_003L * value - 77_777_777_777L);
      case INT32 -> row.add(field, value % 100 - 50);
      case FLOAT -> row.add(field, value / 3f);
      case DOUBLE -> row.add(field, value / 7d);
      case BOOLEAN -> row.add(field, value % 3 == 0);
      default -> row.add(field, Binary.fromString("é".repeat(value % 25) + value));
    }
  }
}
