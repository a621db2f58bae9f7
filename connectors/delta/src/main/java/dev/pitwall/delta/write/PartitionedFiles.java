package dev.pitwall.delta.write;

import dev.pitwall.delta.commit.AddedFile;
import dev.pitwall.delta.commit.DataFileWriter;
import dev.pitwall.delta.commit.RowRunWriter;
import dev.pitwall.delta.layout.TableLayout;
import dev.pitwall.delta.order.OrderedRows;
import dev.pitwall.delta.storage.LakeFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.fs.Path;

/**
 * Writes rows into files, one open for each partition. Files come in the order in which they were
 * finished, so that of rows in one partition those that came first are in the earlier file, or
 * before in the same. Not thread-safe.
 */
final class PartitionedFiles {
  private final LakeFiles files;
  private final Path table;
  private final TableLayout layout;
  private final List<Field> stored;
  private final Map<List<String>, DataFileWriter> open = new LinkedHashMap<>();
  private final List<AddedFile> finished = new ArrayList<>();
  private final List<DataFileWriter> written = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param stored the columns that are in files
   */
  PartitionedFiles(LakeFiles files, Path table, TableLayout layout, List<Field> stored) {
    this.files = files;
    this.table = table;
    this.layout = layout;
    this.stored = stored;
  }

  /** Writes the rows of some batches in an order that numbers them through. */
  void append(List<VectorSchemaRoot> batches, OrderedRows rows) throws IOException {
    List<List<FieldVector>> vectors = batches.stream().map(this::stored).toList();
    Map<List<String>, RowRunWriter> writers = new HashMap<>();
    PartitionOfRow partitions = new PartitionOfRow(batches);
    for (int place = 0; place < rows.size(); place++) {
      int row = rows.row(place);
      List<String> partition = partitions.of(row);
      RowRunWriter writer = writers.get(partition);
      if (writer == null) {
        writer = new RowRunWriter(file(partition), vectors);
        writers.put(partition, writer);
      }
      writer.add(row);
    }
    for (Map.Entry<List<String>, RowRunWriter> writer : writers.entrySet()) {
      writer.getValue().finish();
      if (writer.getValue().size() >= layout.targetBytes()) {
        finish(writer.getKey());
      }
    }
  }

  /** Finishes the open files. */
  void finishOpen() throws IOException {
    for (List<String> partition : List.copyOf(open.keySet())) {
      finish(partition);
    }
  }

  /** The files that are finished. */
  List<AddedFile> finished() {
    return finished;
  }

  /** Removes every file that was written. */
  void discard() {
    written.forEach(DataFileWriter::discard);
  }

  private List<FieldVector> stored(VectorSchemaRoot batch) {
    return stored.stream().map(field -> batch.getVector(field.getName())).toList();
  }

  private DataFileWriter file(List<String> partition) throws IOException {
    DataFileWriter known = open.get(partition);
    if (known == null) {
      known = new DataFileWriter(files, table, stored);
      open.put(partition, known);
      written.add(known);
    }
    return known;
  }

  private void finish(List<String> partition) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < partition.size(); i++) {
      values.put(layout.partitions().get(i).field().getName(), partition.get(i));
    }
    finished.add(open.remove(partition).finish(values, Map.of()));
  }

  /** Tells the partition of rows, which are asked for mostly in ascending order. */
  private final class PartitionOfRow {
    private final List<VectorSchemaRoot> batches;
    private final List<List<IntFunction<String>>> texts;
    private int batch;
    private int start;

    PartitionOfRow(List<VectorSchemaRoot> batches) {
      this.batches = batches;
      this.texts =
          batches.stream()
              .map(each -> layout.partitions().stream().map(p -> p.texts(each)).toList())
              .toList();
    }

    List<String> of(int row) {
      if (layout.partitions().isEmpty()) {
        return List.of();
      }
      moveTo(row);
      List<String> partition = new ArrayList<>(layout.partitions().size());
      for (IntFunction<String> text : texts.get(batch)) {
        partition.add(text.apply(row - start));
      }
      return partition;
    }

    private void moveTo(int row) {
      if (row < start) {
        batch = 0;
        start = 0;
      }
      while (row >= start + batches.get(batch).getRowCount()) {
        start += batches.get(batch++).getRowCount();
      }
    }
  }
}
