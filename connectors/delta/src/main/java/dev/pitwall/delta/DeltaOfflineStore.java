package dev.pitwall.delta;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pitwall.delta.commit.DeltaCommitter;
import dev.pitwall.delta.commit.StandaloneCommitter;
import dev.pitwall.delta.layout.LayoutOptions;
import dev.pitwall.delta.layout.TableLayout;
import dev.pitwall.delta.log.CommitHistory;
import dev.pitwall.delta.log.CommitStamps;
import dev.pitwall.delta.log.DeltaLogReader;
import dev.pitwall.delta.log.ParquetTables;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.delta.parquet.decode.ParquetFields;
import dev.pitwall.delta.rewrite.DeltaMaintenance;
import dev.pitwall.delta.scan.DeltaScan;
import dev.pitwall.delta.scan.Footers;
import dev.pitwall.delta.scan.RowGroupReader;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.delta.write.DeltaTableWriter;
import dev.pitwall.delta.write.WriteChecks;
import dev.pitwall.delta.write.WriteTarget;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.offline.ReadRequest;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.offline.TableChanges;
import dev.pitwall.spi.offline.TableCommit;
import dev.pitwall.spi.offline.TableDefinition;
import dev.pitwall.spi.offline.TableHistory;
import dev.pitwall.spi.offline.TableSnapshot;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.offline.maintenance.CompactionRequest;
import dev.pitwall.spi.offline.maintenance.ErasureRequest;
import dev.pitwall.spi.offline.maintenance.RewriteSummary;
import dev.pitwall.spi.offline.maintenance.TableMaintenance;
import dev.pitwall.spi.offline.maintenance.VacuumRequest;
import dev.pitwall.spi.offline.maintenance.VacuumSummary;
import dev.pitwall.spi.plugin.MeasuredStore;
import dev.pitwall.spi.plugin.StoreMeasures;
import dev.pitwall.spi.plugin.StoreMeasures.CacheUse;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.pushdown.PushdownResult;
import io.delta.kernel.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The offline store on Delta Lake; also reads plain Parquet files. */
public final class DeltaOfflineStore
    implements OfflineStore,
        TableChanges,
        TableDefinition,
        TableHistory,
        TableMaintenance,
        MeasuredStore {
  private static final long KEPT_FILES = 1_000_000;

  private final LakeFiles files;
  private final Footers footers;
  private final DeltaLogReader log;
  private final DeltaCommitter committer;
  private final TableMaintenance maintenance;
  private final ParquetTables parquet;
  private final CommitStamps stamps;
  private final Cache<Meant, TableVersion> answers = versionsByFiles();
  private final LongAdder answered = new LongAdder();
  private final LongAdder asked = new LongAdder();
  private final Cache<Key, TableVersion> versions = versionsByFiles();

  /** A store with no options. */
  public DeltaOfflineStore() {
    this(Map.of());
  }

  /**
   * Opens the store; nothing is reached yet.
   *
   * @param options the section {@code stores.delta} of the configuration
   * @throws PitwallException INVALID_CONFIGURATION naming the option that is wrong
   */
  public DeltaOfflineStore(Map<String, String> options) {
    files = new LakeFiles(options);
    footers = new Footers(files);
    log = new DeltaLogReader(files);
    committer = new StandaloneCommitter(files);
    maintenance = new DeltaMaintenance(files, footers, log, committer);
    parquet =
        new ParquetTables(
            files, path -> ParquetFields.of(footers.read(path).getFileMetaData().getSchema()));
    stamps = new CommitStamps(files);
  }

  @Override
  public TableSnapshot snapshot(TableSource source, SnapshotSelector selector) {
    if (source.format() == SourceFormat.PARQUET) {
      requireOnlyVersion(source, selector);
      return parquet.read(source);
    } else if (source.format() != SourceFormat.DELTA) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED, "the Delta store reads no " + source.format() + " tables");
    }
    Meant meant = new Meant(source, selector);
    TableVersion answer = answers.getIfPresent(meant);
    if (answer != null && stamps.isCurrent(answer, selector)) {
      answered.increment();
      return answer;
    }
    asked.increment();
    answer = read(source, selector);
    answers.put(meant, answer);
    return answer;
  }

  /** Asks Kernel, which lists and replays the log. */
  private TableVersion read(TableSource source, SnapshotSelector selector) {
    long askedAt = System.currentTimeMillis();
    Snapshot found = log.find(source, selector);
    // A table that was removed and made again has another first commit, so another id.
    Key key = new Key(source, found.getMetadata().getId(), found.getVersion());
    TableVersion version = versions.get(key, missing -> log.read(source, found));
    stamps.remember(version, askedAt);
    return version;
  }

  @Override
  public StoreMeasures measures() {
    CacheUse snapshots =
        new CacheUse("delta.snapshots", answered.sum(), asked.sum(), answers.estimatedSize());
    return new StoreMeasures(List.of(snapshots, footers.use()), List.of());
  }

  @Override
  public List<TableCommit> history(TableSource source) {
    if (source.format() != SourceFormat.DELTA) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "'" + source.location() + "' has no history: only Delta tables have one");
    }
    return new CommitHistory(files).of(log.directory(source));
  }

  @Override
  public Optional<TableSnapshot> added(TableSnapshot snapshot, long since) {
    TableVersion version = (TableVersion) snapshot;
    return version.source().format() == SourceFormat.DELTA
        ? log.added(version, since).map(TableSnapshot.class::cast)
        : Optional.empty();
  }

  @Override
  public boolean isCurrent(TableSnapshot snapshot, SnapshotSelector selector) {
    return stamps.isCurrent(snapshot, selector);
  }

  @Override
  public ScanHandle scan(TableSnapshot snapshot) {
    return new DeltaScan((TableVersion) snapshot, footers);
  }

  @Override
  public Optional<PushdownResult<ScanHandle, Predicate>> pushFilter(
      ScanHandle scan, Predicate predicate) {
    return ((DeltaScan) scan).push(predicate);
  }

  @Override
  public List<Split> splits(ScanHandle scan, DynamicFilter filter) {
    return ((DeltaScan) scan).splits(filter);
  }

  @Override
  public BatchReader read(
      ScanHandle scan, Split split, ReadRequest request, BufferAllocator allocator) {
    return new RowGroupReader(footers, split, request, allocator);
  }

  @Override
  public TableWriter write(WriteRequest request, BufferAllocator allocator) {
    requireDelta(request.target());
    committer.check(request.schema());
    return new DeltaTableWriter(files, committer, target(request), allocator);
  }

  private WriteTarget target(WriteRequest request) {
    if (request.mode() == WriteRequest.Mode.APPEND) {
      return WriteTarget.existing(request, latest(request.target()));
    }
    WriteChecks.requireNoTable(request.target(), files);
    return WriteTarget.made(request);
  }

  private TableVersion latest(TableSource source) {
    return (TableVersion) snapshot(source, new SnapshotSelector.Latest());
  }

  private static void requireDelta(TableSource target) {
    if (target.format() != SourceFormat.DELTA) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "only Delta tables are written; '" + target.location() + "' is " + target.format());
    }
  }

  @Override
  public List<String> layoutOptions() {
    return LayoutOptions.NAMES;
  }

  @Override
  public void checkLayout(TableSource source, Schema schema) {
    TableLayout asked = LayoutOptions.read(source.options(), schema);
    if (!asked.partitions().isEmpty() && log.isThere(source)) {
      WriteTarget.layout(source, latest(source));
    }
  }

  @Override
  public void create(TableSource source, Schema schema) {
    requireDelta(source);
    committer.check(schema);
    WriteChecks.requireNothingThere(source, files);
    WriteTarget.made(new WriteRequest(source, schema, List.of(), WriteRequest.Mode.CREATE))
        .commit(files, committer, List.of());
  }

  @Override
  public void addColumns(TableSource source, List<Field> columns) {
    requireDelta(source);
    committer.check(new Schema(columns));
    latest(source).requireWritable();
    committer.addColumns(files.resolve(source.location()), columns);
  }

  @Override
  public Set<Map<String, Object>> partitions(TableSnapshot snapshot) {
    return maintenance.partitions(snapshot);
  }

  @Override
  public RewriteSummary compact(
      CompactionRequest request, BufferAllocator allocator, Runnable checkpoint) {
    return maintenance.compact(request, allocator, checkpoint);
  }

  @Override
  public void requireErasable(TableSource table) {
    maintenance.requireErasable(table);
  }

  @Override
  public RewriteSummary erase(
      ErasureRequest request, BufferAllocator allocator, Runnable checkpoint) {
    return maintenance.erase(request, allocator, checkpoint);
  }

  @Override
  public VacuumSummary vacuum(VacuumRequest request, Runnable checkpoint) {
    return maintenance.vacuum(request, checkpoint);
  }

  @Override
  public void close() {
    answers.invalidateAll();
    versions.invalidateAll();
    footers.close();
    files.close();
  }

  private static <K> Cache<K, TableVersion> versionsByFiles() {
    return Caffeine.newBuilder()
        .maximumWeight(KEPT_FILES)
        .weigher((K key, TableVersion version) -> 1 + version.files().size())
        .build();
  }

  private record Key(TableSource source, String id, long version) {}

  private record Meant(TableSource source, SnapshotSelector selector) {}

  /** Fails for a table without versions, unless its only version is meant. */
  private static void requireOnlyVersion(TableSource source, SnapshotSelector selector) {
    boolean only =
        selector instanceof SnapshotSelector.Latest
            || (selector instanceof SnapshotSelector.AtVersion at && at.version() == 0);
    if (!only) {
      throw new PitwallException(
          ErrorCode.VERSION_NOT_FOUND, "'" + source.location() + "' has no versions but 0");
    }
  }
}
