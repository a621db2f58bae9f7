package dev.pitwall.delta;

import dev.pitwall.delta.commit.AddedFile;
import dev.pitwall.delta.commit.DataFileWriter;
import dev.pitwall.delta.commit.DeltaCommitter;
import dev.pitwall.delta.log.PartitionValues;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.fs.Path;

/** Writes one Parquet file for each partition and commits them together. */
final class DeltaTableWriter implements TableWriter {
  private final LakeFiles files;
  private final DeltaCommitter committer;
  private final WriteRequest request;
  private final Path table;
  private final List<Field> stored;
  private final Map<List<String>, DataFileWriter> open = new LinkedHashMap<>();

  /** Once the log may name the files, they stay. */
  private boolean mayBeCommitted;

  DeltaTableWriter(LakeFiles files, DeltaCommitter committer, WriteRequest request) {
    this.files = files;
    this.committer = committer;
    this.request = request;
    this.table = files.resolve(request.target().location());
    this.stored =
        request.schema().getFields().stream()
            .filter(field -> !request.partitionColumns().contains(field.getName()))
            .toList();
  }

  @Override
  public void append(VectorSchemaRoot batch) {
    List<FieldVector> vectors = stored.stream().map(f -> batch.getVector(f.getName())).toList();
    Map<List<String>, List<Integer>> partitions = new LinkedHashMap<>();
    if (request.partitionColumns().isEmpty()) {
      partitions.put(List.of(), IntStream.range(0, batch.getRowCount()).boxed().toList());
    } else {
      List<FieldVector> keys = request.partitionColumns().stream().map(batch::getVector).toList();
      for (int row = 0; row < batch.getRowCount(); row++) {
        partitions.computeIfAbsent(key(keys, row), k -> new ArrayList<>()).add(row);
      }
    }
    try {
      for (Map.Entry<List<String>, List<Integer>> rows : partitions.entrySet()) {
        int[] numbers = rows.getValue().stream().mapToInt(Integer::intValue).toArray();
        if (numbers.length > 0) {
          file(rows.getKey()).append(vectors, numbers);
        }
      }
    } catch (IOException e) {
      throw LakeFiles.failure("cannot write to '" + request.target().location() + "'", e);
    }
  }

  @Override
  public long commit() {
    try {
      List<AddedFile> added = new ArrayList<>();
      for (Map.Entry<List<String>, DataFileWriter> each : open.entrySet()) {
        added.add(added(each.getKey(), each.getValue()));
      }
      return commit(added);
    } catch (IOException e) {
      throw LakeFiles.failure("cannot write to '" + request.target().location() + "'", e);
    }
  }

  /** A commit that failed for an unknown reason may be in the log all the same. */
  private long commit(List<AddedFile> added) {
    mayBeCommitted = true;
    try {
      return request.mode() == WriteRequest.Mode.CREATE
          ? committer.create(table, request.schema(), request.partitionColumns(), added)
          : committer.append(table, added);
    } catch (PitwallException e) {
      mayBeCommitted =
          e.code().category() != ErrorCategory.USER && e.code() != ErrorCode.COMMIT_CONFLICT;
      throw e;
    }
  }

  @Override
  public void close() {
    if (mayBeCommitted) {
      return;
    }
    open.values().forEach(DataFileWriter::discard);
  }

  private DataFileWriter file(List<String> partition) throws IOException {
    DataFileWriter known = open.get(partition);
    if (known == null) {
      known = new DataFileWriter(files, table, stored);
      open.put(partition, known);
    }
    return known;
  }

  private AddedFile added(List<String> partition, DataFileWriter file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < partition.size(); i++) {
      values.put(request.partitionColumns().get(i), partition.get(i));
    }
    return file.finish(values, Map.of());
  }

  private static List<String> key(List<FieldVector> keys, int row) {
    List<String> key = new ArrayList<>(keys.size());
    for (FieldVector vector : keys) {
      key.add(vector.isNull(row) ? null : text(vector, row));
    }
    return key;
  }

  private static String text(FieldVector vector, int row) {
    Object value = vector.getObject(row);
    Field field = vector.getField();
    if (vector instanceof org.apache.arrow.vector.DateDayVector date) {
      value = (long) date.get(row);
    } else if (vector instanceof org.apache.arrow.vector.TimeStampVector timestamp) {
      value = timestamp.get(row);
    } else if (vector instanceof org.apache.arrow.vector.VarBinaryVector
        || !field.getChildren().isEmpty()) {
      throw new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          "column " + field.getName() + ": tables are not partitioned by " + field.getType());
    }
    return PartitionValues.format(field, value);
  }
}
