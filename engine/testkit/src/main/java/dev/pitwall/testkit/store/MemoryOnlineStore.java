package dev.pitwall.testkit.store;

import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.Batches;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;

/** An online store on the heap, for tests of what is built on stores. Thread-safe. */
public final class MemoryOnlineStore implements OnlineStore {
  private final Map<String, MemoryOnlineView> views = new ConcurrentHashMap<>();

  /** Holds every type. */
  @Override
  public void check(FeatureViewSpec view) {}

  @Override
  public CompletionStage<LookupResult> lookup(LookupRequest request, BufferAllocator allocator) {
    try {
      return CompletableFuture.completedFuture(view(request.view()).lookup(request, allocator));
    } catch (OutOfMemoryException e) {
      return CompletableFuture.failedFuture(MemoryOnlineView.outOfMemory(e));
    }
  }

  @Override
  public CompletionStage<WriteSummary> write(FeatureViewSpec view, VectorSchemaRoot rows) {
    MemoryOnlineView target = view(view);
    return CompletableFuture.completedFuture(
        Batches.rows(rows).stream()
            .map(target::write)
            .reduce(new WriteSummary(0, 0), WriteSummary::plus));
  }

  @Override
  public CompletionStage<Long> delete(FeatureViewSpec view, VectorSchemaRoot keys) {
    MemoryOnlineView target = view(view);
    return CompletableFuture.completedFuture(
        Batches.rows(keys).stream().filter(target::delete).count());
  }

  @Override
  public BatchReader scan(FeatureViewSpec view, BufferAllocator allocator) {
    return MemoryBatchReader.ofRows(MemoryOnlineView.schema(view), view(view).rows(), allocator);
  }

  @Override
  public void drop(FeatureViewSpec view) {
    views.remove(view.name());
  }

  @Override
  public void close() {
    views.clear();
  }

  /** A view of other columns than before starts empty, but for columns that were added. */
  private MemoryOnlineView view(FeatureViewSpec spec) {
    return views.compute(
        spec.name(),
        (name, known) ->
            known == null ? new MemoryOnlineView(spec, List.of()) : known.redefined(spec));
  }
}
