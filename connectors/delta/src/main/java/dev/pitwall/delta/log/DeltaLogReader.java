package dev.pitwall.delta.log;

import dev.pitwall.delta.logstore.BucketLogStore;
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
import io.delta.kernel.internal.DeltaHistoryManager;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads versions of Delta tables through Delta Kernel. Thread-safe. */
public final class DeltaLogReader {
  private final LakeFiles files;
  private final Engine engine;
  private final Map<TableId, CommitOrder> orders = new ConcurrentHashMap<>();

  public DeltaLogReader(LakeFiles files) {
    this.files = files;
    Configuration configuration = new Configuration(files.configuration());
    configuration.set("io.delta.kernel.logStore.s3a.impl", BucketLogStore.class.getName());
    this.engine = DefaultEngine.create(configuration);
  }

  /** Finds the version that a selector means, without reading its files. */
  public Snapshot find(TableSource source, SnapshotSelector selector) {
    Path root = files.resolve(source.location());
    try {
      Table table = Table.forPath(engine, root.toString());
      if (selector instanceof SnapshotSelector.AtVersion at) {
        return table.getSnapshotAsOfVersion(engine, at.version());
      } else if (selector instanceof SnapshotSelector.AtTimestamp at) {
        return at(table, root, Math.floorDiv(at.micros(), 1_000L), /* orOldest= */ false);
      }
      return table.getLatestSnapshot(engine);
    } catch (RuntimeException e) {
      existing(source); // asked only now, as it costs a bucket four requests
      throw DeltaErrors.of(source, selector, e);
    }
  }

  /** Finds the oldest version that can still be read. */
  public Snapshot oldest(TableSource source) {
    Path root = files.resolve(source.location());
    try {
      return at(Table.forPath(engine, root.toString()), root, 0, /* orOldest= */ true);
    } catch (RuntimeException e) {
      throw DeltaErrors.of(source, new SnapshotSelector.Latest(), e);
    }
  }

  /** Reads the columns and files of a version. */
  public TableVersion read(TableSource source, Snapshot snapshot) {
    requireOwnLog(source, (SnapshotImpl) snapshot);
    try {
      Path root = files.resolve(source.location());
      List<DataFile> found = dataFiles(root, snapshot);
      return new TableVersion(
          source,
          snapshot.getMetadata().getId(),
          snapshot.getVersion(),
          columns(snapshot),
          found,
          WriterFeatures.of(((SnapshotImpl) snapshot).getProtocol(), snapshot.getSchema()),
          ((SnapshotImpl) snapshot).getMetadata().getConfiguration());
    } catch (RuntimeException | IOException e) {
      throw DeltaErrors.of(source, new SnapshotSelector.AtVersion(snapshot.getVersion()), e);
    }
  }

  /** Of a table that a catalog commits to, only the catalog knows which version is the newest. */
  private static void requireOwnLog(TableSource source, SnapshotImpl snapshot) {
    if (snapshot.getProtocol().getReaderFeatures().contains("catalogManaged")) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "the Delta table at '%s' is read through its catalog alone (catalogManaged); copy it, or name another table"
              .formatted(source.location()));
    }
  }

  /**
   * Where the commits of a table are.
   *
   * @throws PitwallException LOCATION_NOT_FOUND when there is no Delta table
   */
  public Path directory(TableSource source) {
    return directory(existing(source));
  }

  /** Where the commits of a table are, if there is one. */
  public static Path directory(Path root) {
    return new Path(root, "_delta_log");
  }

  /** Whether there is a Delta table. */
  public boolean isThere(TableSource source) {
    return files.status(directory(files.resolve(source.location()))) != null;
  }

  private Path existing(TableSource source) {
    Path root = files.resolve(source.location());
    if (files.status(root) == null) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND, "there is nothing at '" + source.location() + "'");
    }
    if (files.status(directory(root)) == null) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND,
          "'" + source.location() + "' is no Delta table: it has no _delta_log");
    }
    return root;
  }

  /**
   * A moment after the newest commit means that one. Which commit is of which moment is for Kernel
   * alone to say: where a store tells whole seconds, several have the time of one.
   */
  private Snapshot at(Table table, Path root, long millis, boolean orOldest) {
    Snapshot latest = table.getLatestSnapshot(engine);
    long version =
        DeltaHistoryManager.getActiveCommitAtTimestamp(
                engine,
                latest,
                new io.delta.kernel.internal.fs.Path(directory(root).toString()),
                millis,
                /* mustBeRecreatable= */ true,
                /* canReturnLastCommit= */ true,
                /* canReturnEarliestCommit= */ orOldest,
                List.of())
            .getVersion();
    return version == latest.getVersion() ? latest : table.getSnapshotAsOfVersion(engine, version);
  }

  private static List<TableColumn> columns(Snapshot snapshot) {
    StoredNames names =
        new StoredNames(
            ColumnMapping.getColumnMappingMode(
                ((SnapshotImpl) snapshot).getMetadata().getConfiguration()));
    Set<String> partition =
        snapshot.getPartitionColumnNames().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return snapshot.getSchema().fields().stream()
        .map(
            field ->
                column(field, names, partition.contains(field.getName().toLowerCase(Locale.ROOT))))
        .toList();
  }

  private static TableColumn column(StructField field, StoredNames names, boolean isPartition) {
    Field declared = ArrowTypes.declared(field);
    Field read = ArrowTypes.read(declared);
    return new TableColumn(read, names.of(field, read), isPartition, declared);
  }

  private List<DataFile> dataFiles(Path root, Snapshot snapshot) throws IOException {
    CommitOrder order = order(root, snapshot);
    List<DataFile> found = new ArrayList<>();
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
    found.sort(DataFile.IN_COMMIT_ORDER);
    return found;
  }

  private CommitOrder order(Path root, Snapshot snapshot) {
    return order(root, snapshot.getMetadata().getId(), snapshot.getVersion());
  }

  private CommitOrder order(Path root, String table, long version) {
    CommitOrder order =
        orders.computeIfAbsent(
            new TableId(root, table), id -> new CommitOrder(files, directory(root)));
    order.readUpTo(version);
    return order;
  }

  /**
   * A version with only the files that brought new rows after an older one.
   *
   * @return empty where rows were taken away since, or it cannot be told
   */
  public Optional<TableVersion> added(TableVersion version, long since) {
    if (since > version.version()) {
      return Optional.empty();
    }
    Path root = files.resolve(version.source().location());
    CommitOrder order = order(root, version.tableId(), version.version());
    return new AddedFiles(files, root, order, version).since(since).map(version::withFiles);
  }

  /**
   * The files that versions have which came after one.
   *
   * @param latest the newest version
   * @return absolute paths of all that was added since
   */
  public Set<Path> addedSince(TableSource source, long version, Snapshot latest) {
    Path root = files.resolve(source.location());
    return order(root, latest).addedAfter(version).stream()
        .map(path -> file(root, path))
        .collect(Collectors.toSet());
  }

  /** Writes a checkpoint of a version, so that the commits before are not needed to read it. */
  public void checkpoint(TableSource source, long version) {
    try {
      Table.forPath(engine, files.resolve(source.location()).toString())
          .checkpoint(engine, version);
    } catch (RuntimeException | IOException e) {
      throw DeltaErrors.of(source, new SnapshotSelector.AtVersion(version), e);
    }
  }

  private static Map<String, String> tags(Row add) {
    int tags = add.getSchema().indexOf("tags");
    return add.isNullAt(tags) ? Map.of() : VectorUtils.toJavaMap(add.getMap(tags));
  }

  private DataFile added(Path root, CommitOrder order, Row row) {
    Row add = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    FileStatus status = InternalScanFileUtils.getAddFileStatus(row);
    int stats = InternalScanFileUtils.ADD_FILE_STATS_ORDINAL;
    FileStatistics statistics =
        FileStatistics.parse(add.isNullAt(stats) ? null : add.getString(stats));
    DeletionVectorDescriptor vector = InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row);
    String path = add.getString(add.getSchema().indexOf("path"));
    FileOrder place =
        FileOrder.tagged(tags(add))
            .orElseGet(() -> new FileOrder(order.place(path), status.getModificationTime(), false));
    return new DataFile(
        within(root, new Path(status.getPath())), // no URI any more: Kernel has decoded it
        path,
        place,
        status.getSize(),
        InternalScanFileUtils.getPartitionValues(row),
        statistics,
        vector == null ? Deletions.NONE : new VectorDeletions(engine, root.toString(), vector));
  }

  /** The file that a log names by a URI, relative to the table or not. */
  static Path file(Path root, String logPath) {
    try {
      return new Path(root, new Path(URI.create(logPath)));
    } catch (IllegalArgumentException e) {
      throw new PitwallException(
          ErrorCode.DATA_CORRUPT,
          "the log of the table at " + root + " lists the file '" + logPath + "', which is no URI",
          e);
    }
  }

  /** A log could otherwise have any file read that the server may read. */
  static Path within(Path root, Path file) {
    for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
      if (parent.equals(root)) {
        return file;
      }
    }
    throw new PitwallException(
        ErrorCode.DATA_CORRUPT,
        "the log of the table at " + root + " lists " + file + ", which is outside of the table");
  }

  /** A table that was removed and made again at the same place has another id. */
  private record TableId(Path root, String id) {}
}
