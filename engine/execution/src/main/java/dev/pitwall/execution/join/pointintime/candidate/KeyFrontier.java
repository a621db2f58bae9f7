package dev.pitwall.execution.join.pointintime.candidate;

import dev.pitwall.execution.memory.HeapReservation;
import dev.pitwall.execution.memory.QueryMemory;
import java.util.Arrays;

/**
 * For each key, which of its feature rows are beaten already: those valid only after {@link
 * #after}, if they happened before {@link #before}.
 *
 * <p>A slot whose candidate happened at {@code before} is the first one later than {@code after}. A
 * row valid only later than {@code after} can be used by that slot at the earliest, and for that
 * slot and all later ones the candidate is newer. Most rows of a history that is read from its end
 * are beaten, and this tells so with one access to two neighbouring numbers; a row that is not
 * beaten by them may still be, by the slot's candidate. Not thread-safe.
 */
final class KeyFrontier implements AutoCloseable {
  private static final int WIDTH = 2;

  private final HeapReservation reservation;
  private long[] cells;

  KeyFrontier(int keys, QueryMemory memory) {
    this.reservation = memory.reservation();
    reservation.resize(bytesFor(keys));
    this.cells = new long[Math.multiplyExact(keys, WIDTH)];
    Arrays.fill(cells, Long.MAX_VALUE); // nothing is later, so nothing is beaten
  }

  /** What a frontier of so many keys takes, in bytes. */
  static long bytesFor(int keys) {
    return (long) WIDTH * Long.BYTES * keys;
  }

  /**
   * Whether a row cannot win any slot.
   *
   * @param validFrom the first time at which the row can be used
   */
  boolean isBeaten(int key, long validFrom, long event) {
    int cell = key * WIDTH;
    return validFrom > cells[cell] && event < cells[cell + 1];
  }

  /** Notes which rows are beaten from now on. */
  void move(int key, long after, long before) {
    int cell = key * WIDTH;
    cells[cell] = after;
    cells[cell + 1] = before;
  }

  @Override
  public void close() {
    cells = new long[0];
    reservation.close();
  }
}
