package dev.pitwall.execution.join.pointintime.winner;

import java.util.Arrays;

/** Positions as a sorted list. */
final class SparseWinnerPositions implements WinnerPositions {
  private int[] positions;
  private int size;

  /**
   * Makes room.
   *
   * @param capacity how many positions will be added at most, repeated ones included
   */
  SparseWinnerPositions(int capacity) {
    this.positions = new int[capacity];
  }

  @Override
  public void add(int position) {
    positions[size++] = position;
  }

  @Override
  public int[] seal() {
    positions = Arrays.stream(positions, 0, size).sorted().distinct().toArray();
    return positions;
  }

  @Override
  public int rank(int position) {
    return Arrays.binarySearch(positions, position);
  }
}
