package dev.pitwall.delta.write;

import dev.pitwall.delta.commit.DeltaCommitter;
import dev.pitwall.delta.layout.PartitionColumn;
import dev.pitwall.delta.layout.TableLayout;
import dev.pitwall.delta.order.OrderedRows;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.offline.TableWriter;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/** Writes rows into files as a table is laid out, and commits them together. */
public final class DeltaTableWriter implements TableWriter {
  private final LakeFiles lake;
  private final DeltaCommitter committer;
  private final WriteTarget target;
  private final PartitionedFiles files;
  private final SortBuffer buffer;

  /** Once the log may name the files, they stay. */
  private boolean mayBeCommitted;

  /** Starts to write. */
  public DeltaTableWriter(
      LakeFiles lake, DeltaCommitter committer, WriteTarget target, BufferAllocator allocator) {
    this.lake = lake;
    this.committer = committer;
    this.target = target;
    this.files =
        new PartitionedFiles(
            lake, lake.resolve(target.source().location()), target.layout(), stored(target));
    this.buffer = new SortBuffer(allocator);
  }

  /** Partition columns are in the log alone. */
  private static List<Field> stored(WriteTarget target) {
    Set<String> partitions =
        target.layout().partitions().stream()
            .map(PartitionColumn::field)
            .map(Field::getName)
            .collect(Collectors.toSet());
    return target.columns().stream().filter(f -> !partitions.contains(f.getName())).toList();
  }

  @Override
  public void append(VectorSchemaRoot batch) {
    target
        .columns()
        .forEach(column -> RequiredValues.check(column, batch.getVector(column.getName())));
    if (batch.getRowCount() == 0) {
      return;
    }
    TableLayout layout = target.layout();
    try {
      if (layout.sorted().isEmpty()) {
        files.append(List.of(batch), OrderedRows.asTheyAre(batch.getRowCount()));
      } else {
        buffer.add(batch);
        if (buffer.isFull()) {
          writeSorted();
        }
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Each file has its own run of sorted rows. */
  private void writeSorted() throws IOException {
    if (!buffer.isEmpty()) {
      files.append(buffer.batches(), buffer.sorted(target.layout().sorted()));
      files.finishOpen();
      buffer.close();
    }
  }

  @Override
  public OptionalLong commit() {
    try {
      writeSorted();
      files.finishOpen();
    } catch (IOException e) {
      throw failure(e);
    }
    // A commit that failed for an unknown reason may be in the log all the same.
    mayBeCommitted = true;
    try {
      OptionalLong version = target.commit(lake, committer, files.finished());
      mayBeCommitted = version.isPresent();
      return version;
    } catch (PitwallException e) {
      mayBeCommitted =
          e.code().category() != ErrorCategory.USER && e.code() != ErrorCode.COMMIT_CONFLICT;
      throw e;
    }
  }

  @Override
  public void close() {
    buffer.close();
    if (!mayBeCommitted) {
      files.discard();
    }
  }

  private PitwallException failure(IOException cause) {
    return LakeFiles.failure("cannot write to '" + target.source().location() + "'", cause);
  }
}
