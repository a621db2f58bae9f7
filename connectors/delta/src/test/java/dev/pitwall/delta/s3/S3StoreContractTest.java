package dev.pitwall.delta.s3;

import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.testkit.contract.OfflineBehaviour;
import dev.pitwall.testkit.contract.OfflineStoreContract;
import dev.pitwall.testkit.s3.S3Server;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What every offline store must do, with tables in a bucket. */
class S3StoreContractTest extends OfflineStoreContract {
  @TempDir static Path directory;
  private static S3Server server;
  private static LakeFiles files;
  private static String bucket;
  private static int tables;

  @BeforeAll
  static void start() {
    server = S3Server.start(directory);
    bucket = server.bucket("lake");
    files = new LakeFiles(server.options());
  }

  @AfterAll
  static void stop() {
    files.close();
    server.close();
  }

  @Override
  protected OfflineStore openStore() {
    return new DeltaOfflineStore(server.options());
  }

  @Override
  protected TableSource newTable() {
    return new TableSource(SourceFormat.DELTA, bucket + "/table" + tables++, Map.of());
  }

  /**
   * A bucket tells whole seconds, so several commits may have the time of one: each then counts as
   * a millisecond after the one before it, as the protocol of Delta has it.
   */
  @Override
  protected long committedAt(TableSource table, long version) {
    long latest = 0;
    for (long number = 0; number <= version; number++) {
      org.apache.hadoop.fs.Path commit =
          files.resolve(table.location() + "/_delta_log/%020d.json".formatted(number));
      latest = Math.max(files.status(commit).getModificationTime(), latest + 1);
    }
    return TimeUnit.MILLISECONDS.toMicros(latest);
  }

  @Override
  protected Set<OfflineBehaviour> lacks() {
    return Set.of(OfflineBehaviour.WRITE_TIMESTAMP_WITHOUT_ZONE);
  }
}
