package dev.pitwall.delta.order;

/** The rows of some batches, numbered through, in an order. */
public interface OrderedRows {
  /** So many rows, as they are. */
  static OrderedRows asTheyAre(int size) {
    return new OrderedRows() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public int row(int place) {
        return place;
      }

      @Override
      public boolean differsFromBefore(int place) {
        return true;
      }
    };
  }

  int size();

  /** The number of a row by its place in the order. */
  int row(int place);

  /** Whether the row of a place differs from that of the place before in what the order is by. */
  boolean differsFromBefore(int place);
}
