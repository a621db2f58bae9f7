package dev.pitwall.redis;

import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.redis.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows of Java values into and out of a store; the store's error comes out as it is. */
record StoreRows(RedisOnlineStore store, BufferAllocator allocator) {
  WriteSummary write(FeatureViewSpec view, List<List<Object>> rows) {
    Schema schema = new Schema(view.columns().stream().map(ColumnSpec::field).toList());
    try (VectorSchemaRoot batch = Batches.of(allocator, schema, rows)) {
      return await(store.write(view, batch));
    }
  }

  /** Writes rows again and again until the store takes all of them. */
  void awaitWrites(String harm, FeatureViewSpec view, List<List<Object>> rows, Duration limit) {
    long healed = System.nanoTime();
    Await.until("rows can be written", limit, () -> isWritten(view, rows));
    Duration took = Duration.ofNanos(System.nanoTime() - healed);
    System.out.println("writes recovered from " + harm + " in " + took.toMillis() + " ms");
  }

  private boolean isWritten(FeatureViewSpec view, List<List<Object>> rows) {
    try {
      return write(view, rows).written() == rows.size();
    } catch (PitwallException e) {
      return false;
    }
  }

  /** All features, the event timestamp and the status of each key, at time zero. */
  List<List<Object>> find(FeatureViewSpec view, List<List<Object>> keys) {
    List<String> features = view.features().stream().map(ColumnSpec::name).toList();
    try (VectorSchemaRoot batch = keys(view, keys);
        LookupResult result =
            await(store.lookup(new LookupRequest(view, features, batch, 0), allocator))) {
      return Batches.rows(result.rows());
    }
  }

  /** What {@link #find} gives for each of several views of one entity, asked for at once. */
  List<List<List<Object>>> findTogether(List<FeatureViewSpec> views, List<List<Object>> keys) {
    try (VectorSchemaRoot batch = keys(views.get(0), keys)) {
      List<LookupRequest> requests =
          views.stream()
              .map(
                  view ->
                      new LookupRequest(
                          view, view.features().stream().map(ColumnSpec::name).toList(), batch, 0))
              .toList();
      List<LookupResult> results = await(store.lookupAll(requests, allocator));
      try {
        return results.stream().map(result -> Batches.rows(result.rows())).toList();
      } finally {
        results.forEach(LookupResult::close);
      }
    }
  }

  long delete(FeatureViewSpec view, List<List<Object>> keys) {
    try (VectorSchemaRoot batch = keys(view, keys)) {
      return await(store.delete(view, batch));
    }
  }

  List<List<Object>> scan(FeatureViewSpec view) {
    try (BatchReader reader = store.scan(view, allocator)) {
      return rest(reader);
    }
  }

  /** All rows that a scan has not given yet. */
  static List<List<Object>> rest(BatchReader reader) {
    List<List<Object>> rows = new ArrayList<>();
    for (List<List<Object>> page = next(reader); !page.isEmpty(); page = next(reader)) {
      rows.addAll(page);
    }
    return rows;
  }

  /** The next rows of a scan; none at its end. */
  static List<List<Object>> next(BatchReader reader) {
    try (VectorSchemaRoot batch = reader.next()) {
      return batch == null ? List.of() : Batches.rows(batch);
    }
  }

  private VectorSchemaRoot keys(FeatureViewSpec view, List<List<Object>> keys) {
    Schema schema = new Schema(view.entity().joinKeys().stream().map(ColumnSpec::field).toList());
    return Batches.of(allocator, schema, keys);
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PitwallException known ? known : e;
    }
  }
}
