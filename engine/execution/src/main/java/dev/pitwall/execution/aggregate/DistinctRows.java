package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.key.KeyIndex;
import dev.pitwall.execution.key.KeyNumbering;
import dev.pitwall.execution.plan.term.NullKeys;
import dev.pitwall.execution.task.QueryContext;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Leaves only the first row of each pair (group, argument). */
final class DistinctRows implements AutoCloseable {
  private static final Field GROUP = Field.nullable("group", new ArrowType.Int(32, true));

  private final QueryContext context;
  private final KeyIndex pairs;
  private final KeyNumbering numbering;
  private int[] numbers = {};

  DistinctRows(Field argument, QueryContext context) {
    this.context = context;
    this.pairs = KeyIndex.of(List.of(GROUP, argument), NullKeys.ARE_EQUAL, context.memory());
    this.numbering = pairs.adder(List.of(0, 1));
  }

  /** Drops the rows whose argument their group has had before. */
  void keepFirst(FieldVector argument, SelectedRows rows) {
    int rowCount = argument.getValueCount();
    numbers = numbers.length < rowCount ? new int[rowCount] : numbers;
    try (IntVector groupOfSelected = new IntVector(GROUP, context.allocator())) {
      groupOfSelected.allocateNew(rowCount);
      for (int i = 0; i < rows.count(); i++) { // the other rows are of the group NULL, of nobody
        groupOfSelected.set(rows.row(i), rows.group(i));
      }
      groupOfSelected.setValueCount(rowCount);
      int before = pairs.size();
      numbering.number(VectorSchemaRoot.of(groupOfSelected, argument), numbers);
      boolean[] seen = new boolean[pairs.size() - before];
      rows.keep(row -> numbers[row] >= before && markSeen(seen, numbers[row] - before));
    }
  }

  private static boolean markSeen(boolean[] seen, int pair) {
    boolean first = !seen[pair];
    seen[pair] = true;
    return first;
  }

  @Override
  public void close() {
    pairs.close();
  }
}
