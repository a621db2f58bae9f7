package dev.pitwall.testkit.join;

import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.kernel.FilterKernel;
import dev.pitwall.execution.kernel.VectorKernel;
import dev.pitwall.execution.plan.FilterPlan;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.ProjectPlan;
import dev.pitwall.execution.plan.ScanPlan;
import dev.pitwall.execution.plan.term.Projection;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.ScanHandle;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.predicate.ComparisonOperator;
import dev.pitwall.spi.predicate.Predicate;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.generate.PointInTimeCase;
import dev.pitwall.testkit.generate.RandomCuts;
import dev.pitwall.testkit.store.MemoryOfflineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The ways in which the feature rows of a case can reach the join. */
enum FeatureShape {
  /** A table of one or more commits. */
  SCAN {
    @Override
    PhysicalPlan plan(PointInTimeCase c, MemoryOfflineStore store, Random random) {
      return scan(c, store, commit(c.featureRows(), c, store, random));
    }
  },
  /** A table with rows that would win but that were deleted. */
  DELETED {
    @Override
    PhysicalPlan plan(PointInTimeCase c, MemoryOfflineStore store, Random random) {
      TableSource table = commit(withDecoys(c), c, store, random);
      if (!c.features().isEmpty()) {
        store.delete(table, new Predicate.Comparison("amount", ComparisonOperator.LESS, 0L));
      }
      return scan(c, store, table);
    }
  },
  /** A table with rows that would win but for a filter. */
  FILTERED {
    @Override
    PhysicalPlan plan(PointInTimeCase c, MemoryOfflineStore store, Random random) {
      ScanPlan scan = scan(c, store, commit(withDecoys(c), c, store, random));
      return new FilterPlan(scan, new NotNegative(amountColumn(c), random.nextBoolean()));
    }
  },
  /** A table whose event timestamp is computed, after a filter. */
  COMPUTED {
    @Override
    PhysicalPlan plan(PointInTimeCase c, MemoryOfflineStore store, Random random) {
      PhysicalPlan filter = FILTERED.plan(c, store, random);
      int event = c.keys().size();
      List<Projection> projections =
          IntStream.range(0, filter.schema().getFields().size())
              .<Projection>mapToObj(
                  i -> i == event ? new Projection.Computed(new Same(i)) : new Projection.Column(i))
              .toList();
      return new ProjectPlan(filter, projections, filter.schema());
    }
  },
  /** Rows that are in no store. */
  RETAINED {
    @Override
    PhysicalPlan plan(PointInTimeCase c, MemoryOfflineStore store, Random random) {
      Schema lowered = Fields.lowered(c.featureSchema());
      return new RowSource(lowered, RandomCuts.cut(random, c.featureRows())).plan();
    }
  };

  /** The plan that yields the case's feature rows, under the lowered schema of the case. */
  abstract PhysicalPlan plan(PointInTimeCase c, MemoryOfflineStore store, Random random);

  private static int amountColumn(PointInTimeCase c) {
    return Batches.names(c.featureSchema()).indexOf("amount");
  }

  private static TableSource commit(
      List<List<Object>> rows, PointInTimeCase c, MemoryOfflineStore store, Random random) {
    TableSource table = store.create("features", c.featureSchema(), List.of());
    RandomCuts.cut(random, rows).forEach(part -> store.append(table, part));
    return table;
  }

  /** The rows, each followed by one that beats it, with a negative amount. */
  private static List<List<Object>> withDecoys(PointInTimeCase c) {
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : c.featureRows()) {
      List<Object> decoy = new ArrayList<>(row);
      decoy.set(amountColumn(c), -1L);
      rows.add(row);
      rows.add(decoy);
    }
    return rows;
  }

  private static ScanPlan scan(PointInTimeCase c, MemoryOfflineStore store, TableSource table) {
    ScanHandle scan = store.scan(store.snapshot(table, new SnapshotSelector.Latest()));
    return new ScanPlan(
        store, scan, Batches.names(c.featureSchema()), Fields.lowered(c.featureSchema()));
  }

  /** Keeps rows whose column is not negative; may or may not say which column that is. */
  private record NotNegative(int column, boolean saysWhich) implements FilterKernel {
    @Override
    public int select(VectorSchemaRoot input, int[] selected, EvaluationContext context) {
      BigIntVector values = (BigIntVector) input.getVector(column);
      int count = 0;
      for (int row = 0; row < input.getRowCount(); row++) {
        if (!values.isNull(row) && values.get(row) >= 0) {
          selected[count++] = row;
        }
      }
      return count;
    }

    @Override
    public Optional<Set<Integer>> columns() {
      return saysWhich ? Optional.of(Set.of(column)) : Optional.empty();
    }
  }

  /** Computes what the column has already. */
  private record Same(int column) implements VectorKernel {
    @Override
    public void evaluate(VectorSchemaRoot input, FieldVector output, EvaluationContext context) {
      for (int row = 0; row < input.getRowCount(); row++) {
        output.copyFromSafe(row, row, input.getVector(column));
      }
      output.setValueCount(input.getRowCount());
    }
  }
}
