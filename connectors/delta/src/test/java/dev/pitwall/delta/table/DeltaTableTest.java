package dev.pitwall.delta.table;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import java.nio.file.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A store, and a directory for tables of other writers. */
abstract class DeltaTableTest {
  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();
  @TempDir Path directory;

  DeltaOfflineStore store;
  TableReads reads;

  @BeforeEach
  void open() {
    store = new DeltaOfflineStore();
    reads = new TableReads(store, allocator.get());
  }

  @AfterEach
  void close() {
    store.close();
  }

  HandMadeTable table(String name) {
    return new HandMadeTable(directory.resolve(name));
  }

  static MessageType parquet(String columns) {
    return MessageTypeParser.parseMessageType("message table { " + columns + " }");
  }
}
