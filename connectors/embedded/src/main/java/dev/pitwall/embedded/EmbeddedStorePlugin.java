package dev.pitwall.embedded;

import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.OnlineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;

/** Makes the store in {@code online.mv.db} of the data directory. */
public final class EmbeddedStorePlugin implements OnlineStorePlugin {
  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public OnlineStore open(StoreContext context) {
    return EmbeddedOnlineStore.open(context.dataDirectory().resolve("online.mv.db"));
  }
}
