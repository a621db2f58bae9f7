package dev.pitwall.delta.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the sink writes, read back by Parquet's own reader. */
class ParquetFileSinkTest {
  private static final Schema SCHEMA =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("amount", Fields.DOUBLE),
          Fields.of("city", Fields.VARCHAR));

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();

  @TempDir Path directory;

  @Test
  void goesOnWithABatchInTheNextRowGroup() throws IOException {
    Path path = directory.resolve("rows.parquet");
    try (ParquetFileSink sink =
        new ParquetFileSink(new LocalOutputFile(path), SCHEMA.getFields(), 10)) {
      for (int first = 0; first < 75; first += 25) {
        try (VectorSchemaRoot batch = Batches.of(allocator.get(), SCHEMA, rows(first, 25))) {
          sink.append(batch.getFieldVectors(), IntStream.range(0, 25).toArray());
        }
      }
      assertThat(sink.finish().getBlocks()).hasSize(8);
    }
    assertThat(read(path)).isEqualTo(rows(0, 75));
  }

  @Test
  void keepsIntegersAsDifferences() throws IOException {
    Path path = directory.resolve("rows.parquet");
    int count = 200_000; // too many for a dictionary
    try (ParquetFileSink sink = new ParquetFileSink(new LocalOutputFile(path), SCHEMA.getFields());
        VectorSchemaRoot batch = Batches.of(allocator.get(), SCHEMA, rows(0, count))) {
      sink.append(batch.getFieldVectors(), IntStream.range(0, count).toArray());
      ColumnChunkMetaData id = sink.finish().getBlocks().get(0).getColumns().get(0);
      assertThat(id.getEncodings()).contains(Encoding.DELTA_BINARY_PACKED);
      assertThat(id.getTotalUncompressedSize()).isLessThan(2L * count);
    }
  }

  private static List<List<Object>> rows(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> List.<Object>of((long) i, i / 4.0, "city " + i % 3))
        .toList();
  }

  private static List<List<Object>> read(Path path) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(path.toUri()))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(List.of(row.getLong(0, 0), row.getDouble(1, 0), row.getString(2, 0)));
      }
    }
    return rows;
  }
}
