package dev.pitwall.spi.plugin;

import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.offline.OfflineStore;
import java.util.Set;

/** Found by {@link java.util.ServiceLoader}; makes an offline store. */
public interface OfflineStorePlugin {
  /** The name of the store in the configuration. */
  String name();

  /** The formats the store reads. */
  Set<SourceFormat> formats();

  /**
   * Opens the store, which the caller closes.
   *
   * @throws dev.pitwall.spi.error.PitwallException INVALID_CONFIGURATION naming the option that is
   *     wrong
   */
  OfflineStore open(StoreContext context);
}
