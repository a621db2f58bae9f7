package dev.pitwall.delta.log;

/** The deleted rows of a data file. Thread-safe. */
public interface Deletions {
  /** No row is deleted. */
  Deletions NONE =
      new Deletions() {
        @Override
        public long count() {
          return 0;
        }

        @Override
        public long[] rows() {
          return new long[0];
        }
      };

  /** How many rows are deleted. */
  long count();

  /** The deleted rows, counted from the start of the file, ascending; read when first asked for. */
  long[] rows();
}
