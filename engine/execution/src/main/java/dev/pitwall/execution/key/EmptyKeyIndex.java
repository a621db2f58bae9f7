package dev.pitwall.execution.key;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The index of keys without parts: all rows are equal. */
final class EmptyKeyIndex implements KeyIndex {
  private boolean seen;

  @Override
  public KeyNumbering adder(List<Integer> columns) {
    return (batch, numbers) -> {
      seen |= batch.getRowCount() > 0;
      Arrays.fill(numbers, 0, batch.getRowCount(), 0);
    };
  }

  @Override
  public KeyNumbering finder(List<Integer> columns) {
    int number = seen ? 0 : KeyNumbering.NONE;
    return (batch, numbers) -> Arrays.fill(numbers, 0, batch.getRowCount(), number);
  }

  @Override
  public int size() {
    return seen ? 1 : 0;
  }

  @Override
  public Optional<LongRange> integerRange() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
