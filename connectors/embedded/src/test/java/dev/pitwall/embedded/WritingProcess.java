package dev.pitwall.embedded;

import dev.pitwall.testkit.batch.Batches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Writes rounds of rows into a file until it is killed, and says which are acknowledged. */
final class WritingProcess {
  private WritingProcess() {}

  /** Takes the file and the first round. */
  public static void main(String[] arguments) {
    try (BufferAllocator allocator = new RootAllocator();
        EmbeddedOnlineStore store = EmbeddedOnlineStore.open(Path.of(arguments[0]))) {
      EmbeddedRows rows = new EmbeddedRows(store, allocator);
      for (long round = Long.parseLong(arguments[1]); ; round++) {
        rows.write(KilledWriterTest.VIEW, rows(round));
        System.out.println(round);
      }
    }
  }

  private static List<List<Object>> rows(long round) {
    List<List<Object>> rows = new ArrayList<>();
    for (long key = 0; key < KilledWriterTest.KEYS; key++) {
      rows.add(Batches.row(key, round, null, "round " + round + " of " + "x".repeat(200)));
    }
    return rows;
  }
}
