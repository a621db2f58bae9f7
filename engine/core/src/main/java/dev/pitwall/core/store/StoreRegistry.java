package dev.pitwall.core.store;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.plugin.MeasuredStore;
import dev.pitwall.spi.plugin.OfflineStorePlugin;
import dev.pitwall.spi.plugin.OnlineStorePlugin;
import dev.pitwall.spi.plugin.StoreMeasures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores the engine was opened with. Thread-safe. */
public final class StoreRegistry implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(StoreRegistry.class);

  private final Map<SourceFormat, OfflineStore> offline;
  private final OnlineStore online;

  public StoreRegistry(Map<SourceFormat, OfflineStore> offline, OnlineStore online) {
    this.offline = Map.copyOf(offline);
    this.online = Objects.requireNonNull(online, "online");
  }

  /**
   * Opens the stores that are found on the class path: every offline store, and the online store
   * that the configuration names.
   *
   * @throws PitwallException INVALID_CONFIGURATION when there is no online store of that name, or
   *     the data directory cannot be made
   */
  public static StoreRegistry load(EngineConfig config) {
    return new StoreLoader(config)
        .load(
            ServiceLoader.load(OfflineStorePlugin.class),
            ServiceLoader.load(OnlineStorePlugin.class));
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
          "no store reads the format " + format + "; those available read " + formats());
    }
    return store;
  }

  private String formats() {
    return offline.isEmpty() ? "nothing" : new TreeSet<>(offline.keySet()).toString();
  }

  /** The same offline stores with another online store, which is closed with them. */
  public StoreRegistry withOnline(OnlineStore other) {
    return new StoreRegistry(offline, other);
  }

  public OnlineStore online() {
    return online;
  }

  /** What the stores count that do; the online store is to be the one that holds the rows. */
  public List<StoreMeasures> measures() {
    return Stream.concat(offline.values().stream().distinct(), Stream.of(online))
        .filter(MeasuredStore.class::isInstance)
        .map(store -> ((MeasuredStore) store).measures())
        .toList();
  }

  /**
   * Shows the online store the views that were created in earlier runs, so that it knows them when
   * another one is created. One that it cannot hold, as it was created over another store or
   * configuration, is logged and not thrown: the rest of the catalog is to be served, and whoever
   * uses that view is told.
   */
  public void recall(Collection<FeatureViewSpec> views) {
    for (FeatureViewSpec view : views) {
      if (view.availability() == Availability.ONLINE) {
        recall(view);
      }
    }
  }

  private void recall(FeatureViewSpec view) {
    try {
      online.check(view);
    } catch (PitwallException e) {
      LOGGER.warn("feature view {} cannot be served online: {}", view.name(), e.getMessage());
    }
  }

  @Override
  public void close() {
    offline.values().stream().distinct().forEach(OfflineStore::close);
    online.close();
  }
}
