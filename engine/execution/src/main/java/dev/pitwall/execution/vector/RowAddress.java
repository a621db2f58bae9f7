package dev.pitwall.execution.vector;

/** A row among several batches, packed into a long: the batch's number, then the row's. */
public final class RowAddress {
  /** The address of no row; what is gathered from it is NULL. */
  public static final long NONE = of(-1, 0);

  private RowAddress() {}

  public static long of(int batch, int row) {
    return ((long) batch << Integer.SIZE) | row;
  }

  public static int batch(long address) {
    return (int) (address >>> Integer.SIZE);
  }

  public static int row(long address) {
    return (int) address;
  }
}
