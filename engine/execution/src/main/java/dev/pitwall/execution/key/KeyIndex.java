package dev.pitwall.execution.key;

import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.term.NullKeys;
import dev.pitwall.execution.vector.LongColumn;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Numbers distinct keys from 0, in the order in which they were first seen. Keys are compared part
 * by part, by SQL equality. While keys are added, one thread may use the index; after that, any
 * number of threads with a finder each.
 */
public sealed interface KeyIndex extends AutoCloseable
    permits PackedKeyIndex, EncodedKeyIndex, EmptyKeyIndex {
  /** Numbers the keys in these columns, those not seen before too. */
  KeyNumbering adder(List<Integer> columns);

  /** Numbers the keys in these columns that were added before; the others have no number. */
  KeyNumbering finder(List<Integer> columns);

  /** How many distinct keys there are. */
  int size();

  /** The range of the keys; empty unless they are a single integer column with some value. */
  Optional<LongRange> integerRange();

  @Override
  void close();

  /**
   * An empty index.
   *
   * @param parts the columns of the key; only their types count. Without any, all rows are of one
   *     key.
   */
  static KeyIndex of(List<Field> parts, NullKeys nulls, QueryMemory memory) {
    if (parts.isEmpty()) {
      return new EmptyKeyIndex();
    }
    boolean packs =
        parts.stream().allMatch(part -> LongColumn.bits(part) > 0)
            && parts.stream().mapToInt(LongColumn::bits).sum() <= Long.SIZE
            && (nulls == NullKeys.MATCH_NOTHING || parts.size() == 1);
    return packs ? new PackedKeyIndex(parts, nulls, memory) : new EncodedKeyIndex(nulls, memory);
  }
}
