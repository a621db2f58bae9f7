package dev.pitwall.delta.scan;

import dev.pitwall.delta.log.DataFile;
import dev.pitwall.delta.log.TableColumn;
import dev.pitwall.delta.log.TableVersion;
import dev.pitwall.spi.offline.ColumnRange;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.Split;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.pushdown.PushdownResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** A scan, with the predicates by which files and row groups are left out. */
public final class DeltaScan implements ScanHandle {
  private final TableVersion table;
  private final Footers footers;
  private final List<Predicate> terms;
  private final BucketPruning buckets;

  public DeltaScan(TableVersion table, Footers footers) {
    this(table, footers, List.of(), BucketPruning.of(table));
  }

  private DeltaScan(
      TableVersion table, Footers footers, List<Predicate> terms, BucketPruning buckets) {
    this.table = table;
    this.footers = footers;
    this.terms = List.copyOf(terms);
    this.buckets = buckets;
  }

  @Override
  public TableVersion snapshot() {
    return table;
  }

  @Override
  public boolean isRemote() {
    return table.files().stream().anyMatch(footers::isRemote);
  }

  /** The scan that also prunes by a predicate, all of which remains; empty if it already does. */
  public Optional<PushdownResult<ScanHandle, Predicate>> push(Predicate predicate) {
    List<Predicate> all = new ArrayList<>(terms);
    for (Predicate term : terms(predicate)) {
      if (!all.contains(term)) {
        all.add(term);
      }
    }
    if (all.size() == terms.size()) {
      return Optional.empty();
    }
    ScanHandle scan = new DeltaScan(table, footers, all, buckets);
    return Optional.of(new PushdownResult<>(scan, Optional.of(predicate)));
  }

  /** The row groups that can hold rows of the scan and the filter. */
  public List<Split> splits(DynamicFilter filter) {
    List<Split> kept = new ArrayList<>();
    int ordinal = 0;
    Iterator<ParquetMetadata> each = footers.of(table.files());
    for (DataFile file : table.files()) {
      List<BlockMetaData> blocks = each.next().getBlocks();
      boolean wanted = mayHold(file) && isOfABucket(file) && pruning(file).mayMatch(filter);
      for (int i = 0; i < blocks.size(); i++, ordinal++) {
        RowGroupSplit split = new RowGroupSplit(ordinal, table, file, i, blocks.get(i));
        Pruning pruning = new Pruning(split::range);
        if (wanted && split.rowCount() > 0 && mayHold(pruning) && pruning.mayMatch(filter)) {
          kept.add(split);
        }
      }
    }
    return List.copyOf(kept);
  }

  private boolean isOfABucket(DataFile file) {
    return terms.stream().allMatch(term -> buckets.mayHold(file, term));
  }

  /**
   * The files that can hold rows of the scan, in commit order. Which bucket they are of is passed
   * over, as it need not be right where others write to the table too.
   */
  public List<DataFile> files() {
    return table.files().stream().filter(this::mayHold).toList();
  }

  @Override
  public Map<String, String> explain() {
    Map<String, String> explain = new LinkedHashMap<>();
    explain.put("version", Long.toString(table.version()));
    long kept = files().stream().filter(this::isOfABucket).count();
    explain.put("files", kept + " of " + table.files().size());
    if (table.files().stream().allMatch(file -> footers.ifKnown(file) != null)) {
      int total = table.files().stream().mapToInt(f -> footers.get(f).getBlocks().size()).sum();
      explain.put("row groups", splits(DynamicFilter.NONE).size() + " of " + total);
    }
    if (!terms.isEmpty()) {
      explain.put("predicate", new Predicate.AllOf(terms).toString());
    }
    return explain;
  }

  private boolean mayHold(DataFile file) {
    return mayHold(pruning(file));
  }

  private boolean mayHold(Pruning pruning) {
    return terms.stream().allMatch(pruning::mayHold);
  }

  private Pruning pruning(DataFile file) {
    return new Pruning(name -> range(file, name));
  }

  private Optional<ColumnRange> range(DataFile file, String name) {
    TableColumn column = table.column(name);
    return column == null ? Optional.empty() : file.range(column);
  }

  private static List<Predicate> terms(Predicate predicate) {
    return predicate instanceof Predicate.AllOf all
        ? all.terms().stream().flatMap(term -> terms(term).stream()).toList()
        : List.of(predicate);
  }
}
