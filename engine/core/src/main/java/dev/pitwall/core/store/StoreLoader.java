package dev.pitwall.core.store;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.OfflineStorePlugin;
import dev.pitwall.spi.plugin.OnlineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Opens stores from their plugins, all of them or none. */
final class StoreLoader {
  private final EngineConfig config;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  StoreLoader(EngineConfig config) {
    this.config = config;
  }

  StoreRegistry load(
      Iterable<OfflineStorePlugin> offlinePlugins, Iterable<OnlineStorePlugin> onlinePlugins) {
    makeDataDirectory();
    try {
      checkSettings(offlinePlugins, onlinePlugins);
      OnlineStorePlugin chosen = chosen(onlinePlugins);
      Map<SourceFormat, OfflineStore> offline = openAll(offlinePlugins);
      OnlineStore online = chosen.open(context(chosen.name()));
      return new StoreRegistry(offline, online);
    } catch (RuntimeException | Error e) {
      closeOpened(e);
      throw e;
    }
  }

  private void makeDataDirectory() {
    try {
      Files.createDirectories(config.dataDirectory());
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.INVALID_CONFIGURATION,
          "the data directory "
              + config.dataDirectory().toAbsolutePath()
              + " cannot be made; name one that can be written with the key data",
          e);
    }
  }

  private Map<SourceFormat, OfflineStore> openAll(Iterable<OfflineStorePlugin> plugins) {
    Map<SourceFormat, OfflineStore> stores = new EnumMap<>(SourceFormat.class);
    Map<SourceFormat, String> names = new EnumMap<>(SourceFormat.class);
    for (OfflineStorePlugin plugin : plugins) {
      OfflineStore store = plugin.open(context(plugin.name()));
      opened.push(store);
      for (SourceFormat format : plugin.formats()) {
        String other = names.putIfAbsent(format, plugin.name());
        if (other != null) {
          throw twice(format, other, plugin.name());
        }
        stores.put(format, store);
      }
    }
    return stores;
  }

  private OnlineStorePlugin chosen(Iterable<OnlineStorePlugin> plugins) {
    List<String> names = new ArrayList<>();
    for (OnlineStorePlugin plugin : plugins) {
      if (plugin.name().equals(config.onlineStore())) {
        return plugin;
      }
      names.add(plugin.name());
    }
    throw new PitwallException(
        ErrorCode.INVALID_CONFIGURATION,
        "online_store: there is no online store "
            + config.onlineStore()
            + (names.isEmpty() ? "; none is on the class path" : "; there are " + names)
            + Suggestion.didYouMean(config.onlineStore(), names));
  }

  /** Settings of a store that is not there would be passed over in silence. */
  private void checkSettings(
      Iterable<OfflineStorePlugin> offline, Iterable<OnlineStorePlugin> online) {
    Set<String> names = new TreeSet<>();
    offline.forEach(plugin -> names.add(plugin.name()));
    online.forEach(plugin -> names.add(plugin.name()));
    for (String store : config.stores().keySet()) {
      if (!names.contains(store)) {
        throw new PitwallException(
            ErrorCode.INVALID_CONFIGURATION,
            "stores."
                + store
                + ": there is no such store; there are "
                + names
                + Suggestion.didYouMean(store, names));
      }
    }
  }

  private StoreContext context(String plugin) {
    return new StoreContext(config.dataDirectory(), config.stores().getOrDefault(plugin, Map.of()));
  }

  private void closeOpened(Throwable reason) {
    for (AutoCloseable store : opened) {
      try {
        store.close();
      } catch (Exception e) {
        reason.addSuppressed(e);
      }
    }
  }

  private static PitwallException twice(SourceFormat format, String one, String other) {
    return new PitwallException(
        ErrorCode.INVALID_CONFIGURATION,
        "two stores read the format %s: %s and %s; keep one on the class path"
            .formatted(format, one, other));
  }
}
