package dev.pitwall.execution.join.pointintime.winner;

/** Positions as a bitmap, with the number of bits before each word. */
final class DenseWinnerPositions implements WinnerPositions {
  private final long[] words;
  private final int[] ranks;

  DenseWinnerPositions(int rowCount) {
    this.words = new long[rowCount / Long.SIZE + 1];
    this.ranks = new int[words.length];
  }

  @Override
  public void add(int position) {
    words[position >>> 6] |= 1L << position;
  }

  @Override
  public int[] seal() {
    int count = 0;
    for (int i = 0; i < words.length; i++) {
      ranks[i] = count;
      count += Long.bitCount(words[i]);
    }
    int[] positions = new int[count];
    int next = 0;
    for (int i = 0; i < words.length; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        positions[next++] = i * Long.SIZE + Long.numberOfTrailingZeros(rest);
      }
    }
    return positions;
  }

  @Override
  public int rank(int position) {
    int word = position >>> 6;
    long lower = words[word] & ((1L << position) - 1);
    return ranks[word] + Long.bitCount(lower);
  }
}
