package dev.pitwall.delta.commit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Writes single rows of many batches, those that follow one another in a batch together. */
public final class RowRunWriter {
  private static final int LONGEST_RUN = 8_192;

  private final DataFileWriter file;
  private final List<List<FieldVector>> batches;
  private final int[] starts;
  private final int[] run = new int[LONGEST_RUN];
  private int length;
  private int batch;

  public RowRunWriter(DataFileWriter file, List<List<FieldVector>> batches) {
    this.file = file;
    this.batches = batches;
    this.starts = new int[batches.size() + 1];
    for (int i = 0; i < batches.size(); i++) {
      starts[i + 1] = starts[i] + batches.get(i).get(0).getValueCount();
    }
  }

  /** Writes the row of that number, counted through all batches. */
  public void add(int row) throws IOException {
    if (length == LONGEST_RUN || row < starts[batch] || row >= starts[batch + 1]) {
      flush();
      int found = Arrays.binarySearch(starts, row);
      batch = found >= 0 ? found : -found - 2;
    }
    run[length++] = row - starts[batch];
  }

  /** The size of the file so far, in bytes, roughly. */
  public long size() {
    return file.size();
  }

  /** The file, with all rows in it. */
  public DataFileWriter finish() throws IOException {
    flush();
    return file;
  }

  private void flush() throws IOException {
    if (length > 0) {
      file.append(batches.get(batch), Arrays.copyOf(run, length));
      length = 0;
    }
  }
}
