package dev.pitwall.testkit.store;

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
import dev.pitwall.spi.offline.TableSnapshot;
import dev.pitwall.spi.offline.TableWriter;
import dev.pitwall.spi.offline.WriteRequest;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.pushdown.PushdownResult;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An offline store on the heap, for tests of what is built on stores: versions, splits with
 * statistics and commit order, deleted rows, partial pushdown, dynamic filters, late reads. Tables
 * are named by their location. Thread-safe.
 */
public final class MemoryOfflineStore implements OfflineStore, TableChanges {
  private final StoreLayout layout;
  private final Map<String, MemoryTable> tables = new HashMap<>();

  public MemoryOfflineStore(StoreLayout layout) {
    this.layout = layout;
  }

  /** Names a table as {@code FROM DELTA 'location'} does. */
  public static TableSource source(String location) {
    return new TableSource(SourceFormat.DELTA, location, Map.of());
  }

  /** Makes a table of rows as {@link Batches} has them. */
  public TableSource create(String location, Schema schema, List<List<Object>> rows) {
    WriteRequest request =
        new WriteRequest(source(location), schema, List.of(), WriteRequest.Mode.CREATE);
    commit(request, rows);
    return request.target();
  }

  /** Adds rows to a table in one commit; gives the new version. */
  public long append(TableSource source, List<List<Object>> rows) {
    Schema schema = table(source).schema();
    return commit(new WriteRequest(source, schema, List.of(), WriteRequest.Mode.APPEND), rows)
        .getAsLong();
  }

  /** Deletes the rows for which the predicate is true; their positions stay taken. */
  public synchronized long delete(TableSource source, Predicate predicate) {
    MemoryTable table = table(source);
    RowPredicate row = new RowPredicate(predicate, table.schema());
    return table.commit(table.newestSplits().stream().map(s -> s.without(row)).toList());
  }

  /** When a version was committed, in microseconds since the epoch. */
  public long committedAt(TableSource source, long version) {
    return table(source).snapshot(new SnapshotSelector.AtVersion(version)).committedAt();
  }

  @Override
  public TableSnapshot snapshot(TableSource source, SnapshotSelector selector) {
    return table(source).snapshot(selector);
  }

  @Override
  public Optional<TableSnapshot> added(TableSnapshot snapshot, long since) {
    MemorySnapshot now = (MemorySnapshot) snapshot;
    List<MemorySplit> before =
        table(now.source()).snapshot(new SnapshotSelector.AtVersion(since)).splits();
    return now.splits().subList(0, before.size()).equals(before)
        ? Optional.of(now.withoutFirst(before.size()))
        : Optional.empty();
  }

  @Override
  public boolean isCurrent(TableSnapshot snapshot, SnapshotSelector selector) {
    return snapshot.equals(snapshot(snapshot.source(), selector));
  }

  @Override
  public ScanHandle scan(TableSnapshot snapshot) {
    return new MemoryScan((MemorySnapshot) snapshot, List.of(), List.of());
  }

  @Override
  public Optional<PushdownResult<ScanHandle, Predicate>> pushFilter(
      ScanHandle scan, Predicate predicate) {
    return ((MemoryScan) scan).push(predicate);
  }

  @Override
  public List<Split> splits(ScanHandle scan, DynamicFilter filter) {
    return List.copyOf(((MemoryScan) scan).splits(filter));
  }

  @Override
  public BatchReader read(
      ScanHandle scan, Split split, ReadRequest request, BufferAllocator allocator) {
    return new MemoryBatchReader(
        (MemoryScan) scan,
        (MemorySplit) split,
        request,
        layout.batchSizes(split.ordinal()),
        allocator);
  }

  @Override
  public TableWriter write(WriteRequest request, BufferAllocator allocator) {
    target(request);
    return new MemoryTableWriter(request, rows -> commit(request, rows));
  }

  @Override
  public synchronized void close() {
    tables.clear();
  }

  private synchronized OptionalLong commit(WriteRequest request, List<List<Object>> rows) {
    MemoryTable table = target(request);
    if (request.transaction().isPresent() && !table.begins(request.transaction().get())) {
      return OptionalLong.empty();
    }
    List<MemorySplit> splits = new ArrayList<>(table.newestSplits());
    for (List<List<Object>> partition : partitions(request, rows)) {
      cut(partition, table.schema(), splits);
    }
    long version = table.commit(splits);
    tables.put(request.target().location(), table);
    return OptionalLong.of(version);
  }

  private void cut(List<List<Object>> rows, Schema schema, List<MemorySplit> splits) {
    IntSupplier sizes = layout.splitSizes(splits.size());
    for (int from = 0; from < rows.size(); ) {
      int to = Math.min(rows.size(), from + sizes.getAsInt());
      splits.add(new MemorySplit(splits.size(), schema, rows.subList(from, to), new BitSet()));
      from = to;
    }
  }

  /** A split holds rows of one partition. */
  private static Collection<List<List<Object>>> partitions(
      WriteRequest request, List<List<Object>> rows) {
    List<String> names = Batches.names(request.schema());
    List<Integer> columns = request.partitionColumns().stream().map(names::indexOf).toList();
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> columns.stream().map(c -> Optional.ofNullable(row.get(c))).toList(),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  private synchronized MemoryTable target(WriteRequest request) {
    MemoryTable existing = tables.get(request.target().location());
    if (request.mode() == WriteRequest.Mode.APPEND) {
      return checked(table(request.target()), request.schema());
    }
    if (existing != null) {
      throw new PitwallException(
          ErrorCode.DUPLICATE_OBJECT,
          "there is already a table at " + request.target().location() + "; append to it instead");
    }
    return new MemoryTable(request.target(), request.schema());
  }

  private static MemoryTable checked(MemoryTable table, Schema schema) {
    if (!table.schema().equals(schema)) {
      throw new PitwallException(
          ErrorCode.TYPE_MISMATCH, "the table has " + table.schema() + ", not " + schema);
    }
    return table;
  }

  private synchronized MemoryTable table(TableSource source) {
    MemoryTable table = tables.get(source.location());
    if (table == null) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND,
          "no table at " + source.location() + "; known are " + tables.keySet());
    }
    return table;
  }
}
