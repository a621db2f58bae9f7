package dev.pitwall.delta;

import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.testkit.contract.OfflineBehaviour;
import dev.pitwall.testkit.contract.OfflineStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

class DeltaStoreContractTest extends OfflineStoreContract {
  @TempDir Path directory;
  private int tables;

  @Override
  protected OfflineStore openStore() {
    return new DeltaOfflineStore();
  }

  @Override
  protected TableSource newTable() {
    String location = directory.resolve("table" + tables++).toString();
    return new TableSource(SourceFormat.DELTA, location, Map.of());
  }

  @Override
  protected long committedAt(TableSource table, long version) {
    Path commit =
        Path.of(table.location()).resolve("_delta_log").resolve("%020d.json".formatted(version));
    try {
      return TimeUnit.MILLISECONDS.toMicros(Files.getLastModifiedTime(commit).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Set<OfflineBehaviour> lacks() {
    // Needs the table feature timestampNtz, which Delta Standalone does not know.
    return Set.of(OfflineBehaviour.WRITE_TIMESTAMP_WITHOUT_ZONE);
  }
}
