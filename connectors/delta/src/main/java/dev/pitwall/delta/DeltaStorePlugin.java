package dev.pitwall.delta;

import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.offline.OfflineStore;
import dev.pitwall.spi.plugin.OfflineStorePlugin;
import dev.pitwall.spi.plugin.StoreContext;
import java.util.Set;

/** Makes the store of Delta tables and plain Parquet files. */
public final class DeltaStorePlugin implements OfflineStorePlugin {
  @Override
  public String name() {
    return "delta";
  }

  @Override
  public Set<SourceFormat> formats() {
    return Set.of(SourceFormat.DELTA, SourceFormat.PARQUET);
  }

  @Override
  public OfflineStore open(StoreContext context) {
    return new DeltaOfflineStore(context.options());
  }
}
