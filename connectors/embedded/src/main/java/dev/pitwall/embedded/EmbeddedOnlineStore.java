package dev.pitwall.embedded;

import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The online store in one file of this process, with nothing to install. A view whose columns, keys
 * or timestamps changed starts empty, unless columns were added after the others; its old rows go
 * when it is dropped or first written.
 */
public final class EmbeddedOnlineStore implements OnlineStore {
  private final StoreFile file;
  private final ViewMaps maps;
  private final Object writing = new Object();

  private EmbeddedOnlineStore(StoreFile file) {
    this.file = file;
    this.maps = new ViewMaps(file.store());
  }

  /**
   * Opens a store, whose file is made when missing.
   *
   * @throws PitwallException STORE_UNAVAILABLE when the file is open elsewhere, DATA_CORRUPT when
   *     it is damaged, STORE_FAILURE when it cannot be read or written
   */
  public static EmbeddedOnlineStore open(Path file) {
    return new EmbeddedOnlineStore(StoreFile.open(file));
  }

  @Override
  public void check(FeatureViewSpec view) {
    view.columns().forEach(StoredTypes::check);
  }

  @Override
  public CompletionStage<LookupResult> lookup(LookupRequest request, BufferAllocator allocator) {
    FeatureViewSpec view = request.view();
    return completed(() -> new ViewRows(view, maps.stored(view)).lookup(request, allocator));
  }

  @Override
  public CompletionStage<WriteSummary> write(FeatureViewSpec view, VectorSchemaRoot rows) {
    return completed(
        () -> {
          synchronized (writing) {
            WriteSummary summary = new ViewRows(view, maps.writable(view)).write(rows);
            file.store().commit();
            return summary;
          }
        });
  }

  @Override
  public BatchReader scan(FeatureViewSpec view, BufferAllocator allocator) {
    return file.run(
        () -> new RowScan(file, ViewRows.schema(view), () -> maps.stored(view), allocator));
  }

  @Override
  public CompletionStage<Long> delete(FeatureViewSpec view, VectorSchemaRoot keys) {
    return completed(
        () -> {
          synchronized (writing) {
            long removed = new ViewRows(view, maps.writable(view)).delete(keys);
            file.store().commit();
            return removed;
          }
        });
  }

  @Override
  public void drop(FeatureViewSpec view) {
    file.run(
        () -> {
          synchronized (writing) {
            maps.remove(view);
            return file.store().commit();
          }
        });
  }

  @Override
  public void close() {
    file.close();
  }

  private <T> CompletionStage<T> completed(Supplier<T> work) {
    try {
      return CompletableFuture.completedFuture(file.run(work));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
