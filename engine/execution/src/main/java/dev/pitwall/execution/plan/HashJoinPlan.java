package dev.pitwall.execution.plan;

import dev.pitwall.execution.kernel.FilterKernel;
import dev.pitwall.execution.plan.term.JoinKind;
import dev.pitwall.execution.plan.term.NullKeys;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Joins on equal keys; the right input is built into a hash table. Without keys every pair is a
 * candidate.
 *
 * @param leftKeys input columns, pairwise of the same lowered type as {@code rightKeys}
 * @param nulls what becomes of keys with a NULL part
 * @param residual a further condition on the left columns followed by the right ones
 * @param schema left columns, then right columns unless the kind leaves them out
 */
public record HashJoinPlan(
    PhysicalPlan left,
    PhysicalPlan right,
    JoinKind kind,
    List<Integer> leftKeys,
    List<Integer> rightKeys,
    NullKeys nulls,
    Optional<FilterKernel> residual,
    Schema schema)
    implements PhysicalPlan {
  public HashJoinPlan {
    leftKeys = List.copyOf(leftKeys);
    rightKeys = List.copyOf(rightKeys);
  }

  @Override
  public List<PhysicalPlan> inputs() {
    return List.of(left, right);
  }
}
