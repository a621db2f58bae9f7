package dev.pitwall.delta.log;

import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/** Reads versions of Delta tables through Delta Kernel. Thread-safe. */
public final class DeltaLogReader {
  private final LakeFiles files;
  private final Engine engine;
  private final Map<TableId, CommitOrder> orders = new ConcurrentHashMap<>();

  public DeltaLogReader(LakeFiles files) {
    this.files = files;
    this.engine = DefaultEngine.create(files.configuration());
  }

  /** Finds the version that a selector means, without reading its files. */
  public Snapshot find(TableSource source, SnapshotSelector selector) {
    Path root = existing(source);
    try {
      Table table = Table.forPath(engine, root.toString());
      if (selector instanceof SnapshotSelector.AtVersion at) {
        return table.getSnapshotAsOfVersion(engine, at.version());
      } else if (selector instanceof SnapshotSelector.AtTimestamp at) {
        return at(table, Math.floorDiv(at.micros(), 1_000L));
      }
      return table.getLatestSnapshot(engine);
    } catch (RuntimeException e) {
      throw DeltaErrors.of(source, selector, e);
    }
  }

  /** Reads the columns and files of a version. */
  public TableVersion read(TableSource source, Snapshot snapshot) {
    try {
      Path root = files.resolve(source.location());
      List<DataFile> found = dataFiles(root, snapshot);
      return new TableVersion(source, snapshot.getVersion(), columns(snapshot), found);
    } catch (RuntimeException | IOException e) {
      throw DeltaErrors.of(source, new SnapshotSelector.AtVersion(snapshot.getVersion()), e);
    }
  }

  private Path existing(TableSource source) {
    Path root = files.resolve(source.location());
    if (files.status(root) == null) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND, "there is nothing at '" + source.location() + "'");
    }
    if (files.status(new Path(root, "_delta_log")) == null) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND,
          "'" + source.location() + "' is no Delta table: it has no _delta_log");
    }
    return root;
  }

  /** Kernel refuses moments after the newest commit, for which we mean the newest. */
  private Snapshot at(Table table, long millis) {
    Snapshot latest = table.getLatestSnapshot(engine);
    return latest.getTimestamp(engine) <= millis
        ? latest
        : table.getSnapshotAsOfTimestamp(engine, millis);
  }

  private static List<TableColumn> columns(Snapshot snapshot) {
    Set<String> partition =
        snapshot.getPartitionColumnNames().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return snapshot.getSchema().fields().stream()
        .map(
            field ->
                new TableColumn(
                    ArrowTypes.field(field.getName(), field.getDataType()),
                    ColumnMapping.getPhysicalName(field),
                    partition.contains(field.getName().toLowerCase(Locale.ROOT))))
        .toList();
  }

  private List<DataFile> dataFiles(Path root, Snapshot snapshot) throws IOException {
    CommitOrder order =
        orders.computeIfAbsent(
            new TableId(root, snapshot.getMetadata().getId()),
            id -> new CommitOrder(files, new Path(root, "_delta_log")));
    order.readUpTo(snapshot.getVersion());
    List<Added> found = new ArrayList<>();
    ScanImpl scan = (ScanImpl) snapshot.getScanBuilder().build();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        scan.getScanFiles(engine, /* includeStats= */ true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            found.add(added(root, order, rows.next()));
          }
        }
      }
    }
    found.sort(
        Comparator.comparingLong(Added::place)
            .thenComparingLong(Added::modified)
            .thenComparing(added -> added.file().path().toString()));
    return found.stream().map(Added::file).toList();
  }

  private Added added(Path root, CommitOrder order, Row row) {
    Row add = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    FileStatus status = InternalScanFileUtils.getAddFileStatus(row);
    int stats = InternalScanFileUtils.ADD_FILE_STATS_ORDINAL;
    FileStatistics statistics =
        FileStatistics.parse(add.isNullAt(stats) ? null : add.getString(stats));
    DeletionVectorDescriptor vector = InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row);
    DataFile file =
        new DataFile(
            new Path(status.getPath()), // no URI any more: Kernel has decoded it
            status.getSize(),
            InternalScanFileUtils.getPartitionValues(row),
            statistics,
            vector == null ? Deletions.NONE : new VectorDeletions(engine, root.toString(), vector));
    int path = add.getSchema().indexOf("path");
    return new Added(file, order.place(add.getString(path)), status.getModificationTime());
  }

  /** A table that was removed and made again at the same place has another id. */
  private record TableId(Path root, String id) {}

  private record Added(DataFile file, long place, long modified) {}
}
