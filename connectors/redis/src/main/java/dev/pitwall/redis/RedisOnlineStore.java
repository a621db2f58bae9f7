package dev.pitwall.redis;

import dev.pitwall.redis.client.LinkOpener;
import dev.pitwall.redis.client.RedisLink;
import dev.pitwall.redis.config.RedisOptions;
import dev.pitwall.redis.exchange.Exchanges;
import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.redis.layout.ViewLayouts;
import dev.pitwall.redis.lookup.KeyWalk;
import dev.pitwall.redis.lookup.Lookups;
import dev.pitwall.redis.lookup.RowReads;
import dev.pitwall.redis.lookup.ViewLookup;
import dev.pitwall.redis.write.RowDeletes;
import dev.pitwall.redis.write.RowWrites;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.spi.plugin.MeasuredStore;
import dev.pitwall.spi.plugin.StoreMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The online store on Redis or a Redis Cluster, in Feast's layout: one hash for each entity key,
 * shared by all views of the entity.
 */
public final class RedisOnlineStore implements OnlineStore, MeasuredStore {
  private final RedisOptions options;
  private final RedisLink link;
  private final ExecutorService workers;
  private final Exchanges exchanges;
  private final ViewLayouts layouts;
  private final Lookups lookups;
  private final RowWrites writes;
  private final RowDeletes deletes;

  private RedisOnlineStore(RedisOptions options, RedisLink link) {
    this.options = options;
    this.link = link;
    this.workers = Workers.start();
    this.exchanges = new Exchanges(link, options.inFlight(), workers);
    this.layouts = new ViewLayouts(options.project());
    this.lookups =
        new Lookups(
            new RowReads(exchanges, options.readVersions()), options.limits().lookup(), workers);
    this.writes = new RowWrites(exchanges, options.limits().update(), options.keyTimeToLive());
    this.deletes = new RowDeletes(exchanges, options.readVersions(), options.limits().update());
  }

  /**
   * Connects to the servers.
   *
   * @throws PitwallException STORE_UNAVAILABLE when they cannot be reached, INVALID_CONFIGURATION
   *     when they refuse the password or are not what the options say
   */
  public static RedisOnlineStore open(RedisOptions options) {
    return new RedisOnlineStore(options, LinkOpener.open(options));
  }

  @Override
  public void check(FeatureViewSpec view) {
    layouts.check(view);
  }

  @Override
  public CompletionStage<LookupResult> lookup(LookupRequest request, BufferAllocator allocator) {
    return lookupAll(List.of(request), allocator).thenApply(answers -> answers.get(0));
  }

  /** Views that are asked for the same keys of one entity are read together, a hash at a time. */
  @Override
  public CompletionStage<List<LookupResult>> lookupAll(
      List<LookupRequest> requests, BufferAllocator allocator) {
    return answered(() -> lookups.lookup(wanted(requests), allocator));
  }

  private List<ViewLookup> wanted(List<LookupRequest> requests) {
    return requests.stream()
        .map(request -> new ViewLookup(layouts.of(request.view()), request))
        .toList();
  }

  @Override
  public CompletionStage<WriteSummary> write(FeatureViewSpec view, VectorSchemaRoot rows) {
    return answered(() -> writes.write(layouts.of(view), rows));
  }

  @Override
  public BatchReader scan(FeatureViewSpec view, BufferAllocator allocator) {
    ViewLayout layout = layouts.of(view);
    return lookups.scan(layout, walk(layout), allocator);
  }

  @Override
  public CompletionStage<Long> delete(FeatureViewSpec view, VectorSchemaRoot keys) {
    return answered(
        () -> {
          ViewLayout layout = layouts.of(view);
          List<RedisKey> wanted = new ArrayList<>();
          for (int row = 0; row < keys.getRowCount(); row++) {
            layout.keys().of(KeyVersion.V3, keys.getFieldVectors(), row).ifPresent(wanted::add);
          }
          return deletes.delete(layout, wanted);
        });
  }

  @Override
  public void drop(FeatureViewSpec view) {
    ViewLayout layout = new ViewLayout(view, options.project());
    KeyWalk walk = walk(layout);
    Optional<List<RedisKey>> keys = walk.next();
    while (keys.isPresent()) {
      await(deletes.delete(layout, keys.get()));
      keys = walk.next();
    }
    layouts.forget(view);
  }

  @Override
  public StoreMeasures measures() {
    return new StoreMeasures(List.of(), exchanges.measures());
  }

  private KeyWalk walk(ViewLayout layout) {
    return new KeyWalk(
        exchanges, link, layout, options.readVersions(), options.limits().write().multipliedBy(2));
  }

  private static void await(CompletableFuture<?> done) {
    try {
      done.join();
    } catch (CompletionException e) {
      throw failure(e);
    }
  }

  /** All that can go wrong comes out of the stage, as one kind of exception. */
  private <T> CompletionStage<T> answered(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> answer;
    try {
      answer = work.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(failure(e));
    }
    return answer.handle(
        (value, error) -> {
          if (error != null) {
            throw failure(error);
          }
          return value;
        });
  }

  private static PitwallException failure(Throwable thrown) {
    Throwable error = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (error instanceof PitwallException known) {
      return known;
    }
    if (error instanceof OutOfMemoryException) {
      return new PitwallException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          "the answer of the online store needs more memory than the query may have;"
              + " ask for fewer keys or features",
          error);
    }
    return new PitwallException(
        ErrorCode.INTERNAL_ERROR, "the online store redis failed: " + error, error);
  }

  @Override
  public void close() {
    exchanges.close();
    link.close();
    workers.shutdown();
  }
}
