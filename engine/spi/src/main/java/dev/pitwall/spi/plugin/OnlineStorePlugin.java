package dev.pitwall.spi.plugin;

import dev.pitwall.spi.online.OnlineStore;

/** Found by {@link java.util.ServiceLoader}; makes an online store. */
public interface OnlineStorePlugin {
  /** The name of the store in the configuration, for instance {@code embedded} or {@code redis}. */
  String name();

  OnlineStore open(StoreContext context);
}
