package dev.pitwall.testkit.store;

import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.DynamicFilter;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.spi.pushdown.PushdownResult;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * A scan. Of a conjunction it takes some terms whole; from an OR it learns which splits to leave
 * out but gives it back; inequality and floating-point comparisons it does not understand.
 *
 * @param exact terms that no row read fails
 * @param pruning terms by which splits are left out
 */
record MemoryScan(MemorySnapshot snapshot, List<Predicate> exact, List<Predicate> pruning)
    implements ScanHandle {
  MemoryScan {
    exact = List.copyOf(exact);
    pruning = List.copyOf(pruning);
  }

  Optional<PushdownResult<ScanHandle, Predicate>> push(Predicate predicate) {
    List<Predicate> takenExactly = new ArrayList<>(exact);
    List<Predicate> takenForPruning = new ArrayList<>(pruning);
    List<Predicate> remaining = new ArrayList<>();
    for (Predicate term : terms(predicate)) {
      if (isUnderstood(term)) {
        takenExactly.add(term);
      } else {
        remaining.add(term);
        if (term instanceof Predicate.AnyOf && !pruning.contains(term)) {
          takenForPruning.add(term);
        }
      }
    }
    MemoryScan scan = new MemoryScan(snapshot, takenExactly, takenForPruning);
    return scan.equals(this)
        ? Optional.empty()
        : Optional.of(new PushdownResult<>(scan, conjunction(remaining)));
  }

  /** The splits that statistics do not rule out. */
  List<MemorySplit> splits(DynamicFilter filter) {
    return snapshot.splits().stream()
        .filter(split -> exact.stream().allMatch(term -> SplitPruning.mayHold(term, split)))
        .filter(split -> pruning.stream().allMatch(term -> SplitPruning.mayHold(term, split)))
        .filter(split -> SplitPruning.mayMatch(filter, split))
        .toList();
  }

  /** Whether every term taken whole is true of a row. */
  RowPredicate exactly() {
    return new RowPredicate(new Predicate.AllOf(exact), snapshot.schema());
  }

  @Override
  public Map<String, String> explain() {
    Map<String, String> explain = new LinkedHashMap<>();
    explain.put("version", Long.toString(snapshot.version()));
    int kept = splits(DynamicFilter.NONE).size();
    explain.put("splits", kept + " of " + snapshot.splits().size());
    if (!exact.isEmpty()) {
      explain.put("predicate", new Predicate.AllOf(exact).toString());
    }
    return explain;
  }

  private static List<Predicate> terms(Predicate predicate) {
    return predicate instanceof Predicate.AllOf all
        ? all.terms().stream().flatMap(term -> terms(term).stream()).toList()
        : List.of(predicate);
  }

  private static Optional<Predicate> conjunction(List<Predicate> terms) {
    return switch (terms.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(terms.get(0));
      default -> Optional.of(new Predicate.AllOf(terms));
    };
  }

  private boolean isUnderstood(Predicate term) {
    if (term instanceof Predicate.Comparison comparison) {
      return comparison.operator() != ComparisonOperator.NOT_EQUAL && isExact(comparison.column());
    }
    if (term instanceof Predicate.In in) {
      return isExact(in.column());
    }
    return term instanceof Predicate.IsNull || term instanceof Predicate.IsNotNull;
  }

  private boolean isExact(String column) {
    int index = Batches.names(snapshot.schema()).indexOf(column);
    return !(snapshot.schema().getFields().get(index).getType() instanceof ArrowType.FloatingPoint);
  }
}
