package dev.pitwall.core.store;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.online.OnlineStore;
import java.util.Map;
import java.util.Objects;

/** The stores the engine was opened with. Thread-safe. */
public final class StoreRegistry implements AutoCloseable {
  private final Map<SourceFormat, OfflineStore> offline;
  private final OnlineStore online;

  public StoreRegistry(Map<SourceFormat, OfflineStore> offline, OnlineStore online) {
    this.offline = Map.copyOf(offline);
    this.online = Objects.requireNonNull(online, "online");
  }

  /**
   * The store that reads a format.
   *
   * @throws PitwallException NOT_SUPPORTED when no store on the class path does
   */
  public OfflineStore offline(SourceFormat format) {
    OfflineStore store = offline.get(format);
    if (store == null) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "no store reads the format " + format + "; those available read " + offline.keySet());
    }
    return store;
  }

  public OnlineStore online() {
    return online;
  }

  @Override
  public void close() {
    offline.values().stream().distinct().forEach(OfflineStore::close);
    online.close();
  }
}
