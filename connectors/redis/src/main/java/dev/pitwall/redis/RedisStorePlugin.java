package dev.pitwall.redis;

import dev.pitwall.redis.config.OptionReader;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.OnlineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;

/** Makes the store on the servers that {@code stores.redis} of the configuration names. */
public final class RedisStorePlugin implements OnlineStorePlugin {
  @Override
  public String name() {
    return "redis";
  }

  @Override
  public OnlineStore open(StoreContext context) {
    return RedisOnlineStore.open(OptionReader.read(context.options()));
  }
}
