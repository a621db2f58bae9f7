package dev.pitwall.delta.rewrite;

import dev.pitwall.delta.commit.AddedFile;
import dev.pitwall.delta.commit.DataFileWriter;
import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.delta.scan.DataFileReader;
import dev.pitwall.delta.scan.Footers;
import dev.pitwall.delta.storage.LakeFiles;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.fs.Path;

/**
 * Reads the data files of a version, and writes others in their place.
 *
 * @param table the version
 * @param files where it is
 * @param footers opens its files
 * @param allocator for what is read
 * @param checkpoint passed again and again; may throw
 */
record TableFiles(
    TableVersion table,
    LakeFiles files,
    Footers footers,
    BufferAllocator allocator,
    Runnable checkpoint) {

  Path root() {
    return files.resolve(table.source().location());
  }

  /** The columns that data files have. */
  List<Field> storedColumns() {
    return table.columns().stream()
        .filter(column -> !column.partition())
        .map(TableColumn::field)
        .toList();
  }

  List<String> storedNames() {
    return storedColumns().stream().map(Field::getName).toList();
  }

  DataFileReader read(List<DataFile> files, List<String> columns) {
    return new DataFileReader(footers, table, files, columns, allocator, checkpoint);
  }

  DataFileWriter write() throws IOException {
    return new DataFileWriter(files, root(), storedColumns());
  }

  /** Finishes a file whose rows were in another one, whose place it takes. */
  AddedFile finish(DataFileWriter writer, DataFile first) throws IOException {
    return writer.finish(first.partition(), first.order().tag());
  }

  /** The vectors of a batch that a file stores. */
  List<FieldVector> stored(VectorSchemaRoot batch) {
    return storedNames().stream().map(batch::getVector).toList();
  }
}
