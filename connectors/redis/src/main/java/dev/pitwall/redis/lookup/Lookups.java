package dev.pitwall.redis.lookup;

import dev.pitwall.redis.exchange.Task;
import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Looks keys up. Thread-safe. */
public final class Lookups {
  private static final int RETRIES = 3;

  private final RowReads reads;
  private final Duration deadline;
  private final Executor workers;

  /**
   * Prepares.
   *
   * @param deadline of one lookup
   * @param workers decode the answers, so that the client's own threads need not
   */
  public Lookups(RowReads reads, Duration deadline, Executor workers) {
    this.reads = reads;
    this.deadline = deadline;
    this.workers = workers;
  }

  /** Every row of a view. */
  public BatchReader scan(ViewLayout layout, KeyWalk walk, BufferAllocator allocator) {
    return new RowScan(walk, reads, task(layout), layout, allocator);
  }

  private Task task(ViewLayout layout) {
    return new Task("the lookup in feature view " + layout.view().name(), deadline, RETRIES);
  }

  /** Looks keys up, as the SPI says. */
  public CompletableFuture<LookupResult> lookup(
      ViewLayout layout, LookupRequest request, BufferAllocator allocator) {
    List<ColumnPlace> places = request.features().stream().map(layout::place).toList();
    List<FieldVector> keys = request.keys().getFieldVectors();
    List<RedisKey> wanted = new ArrayList<>(request.keys().getRowCount());
    for (int row = 0; row < request.keys().getRowCount(); row++) {
      wanted.add(layout.keys().of(KeyVersion.V3, keys, row).orElse(null));
    }
    return reads
        .read(task(layout), layout, places, wanted)
        .thenApplyAsync(
            rows -> LookupAnswer.of(layout, places, request, wanted, rows, allocator), workers);
  }
}
