package dev.pitwall.spi.plugin;

import dev.pitwall.spi.online.OnlineStore;

/** Found by {@link java.util.ServiceLoader}; makes an online store. */
public interface OnlineStorePlugin {
  /** The name of the store in the configuration, for instance {@code embedded} or {@code redis}. */
  String name();

  /**
   * Opens the store, which the caller closes.
   *
   * @throws dev.pitwall.spi.error.PitwallException INVALID_CONFIGURATION naming the option that is
   *     wrong; STORE_UNAVAILABLE or DATA_CORRUPT when files of its own cannot be opened
   */
  OnlineStore open(StoreContext context);
}
