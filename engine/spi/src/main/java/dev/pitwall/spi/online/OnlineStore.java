package dev.pitwall.spi.online;

import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * The latest row of each entity, by key. Thread-safe.
 *
 * <p>A lookup or write that the store cannot finish whole completes exceptionally with a {@link
 * dev.pitwall.spi.error.PitwallException}; it never answers NULL for what it could not reach. The
 * error is STORE_UNAVAILABLE when the store does not answer, and DEADLINE_EXCEEDED when it does but
 * a time limit of its configuration was too short for all that was asked.
 */
public interface OnlineStore extends AutoCloseable {
  /**
   * Checks that the store can hold the view, before the view is created.
   *
   * @throws dev.pitwall.spi.error.PitwallException UNSUPPORTED_TYPE naming the column it cannot
   */
  void check(FeatureViewSpec view);

  /** Looks a batch of keys up; buffers of the answer come from the allocator. */
  CompletionStage<LookupResult> lookup(LookupRequest request, BufferAllocator allocator);

  /**
   * Looks keys up in several views at once, so that a store which keeps the views of an entity
   * together can ask for them together. Completes when all are there, or exceptionally when one
   * fails; then nothing is left to close.
   *
   * @return the answers in the order of the requests
   */
  default CompletionStage<List<LookupResult>> lookupAll(
      List<LookupRequest> requests, BufferAllocator allocator) {
    List<CompletableFuture<LookupResult>> answers =
        requests.stream().map(each -> lookup(each, allocator).toCompletableFuture()).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .handle(
            (done, failure) -> {
              if (failure == null) {
                return answers.stream().map(CompletableFuture::join).toList();
              }
              answers.stream()
                  .filter(answer -> !answer.isCompletedExceptionally())
                  .forEach(answer -> answer.join().close());
              throw failure instanceof CompletionException known
                  ? known
                  : new CompletionException(failure);
            });
  }

  /**
   * Stores the newest rows: each replaces the stored row of its key only if it is newer by event
   * timestamp, then by created timestamp (NULL lowest); of full ties the row offered later stays.
   *
   * @param rows all columns of the view, in its order; a NULL join key or event timestamp is
   *     skipped and counted as superseded; the caller keeps the batch until the answer is there
   */
  CompletionStage<WriteSummary> write(FeatureViewSpec view, VectorSchemaRoot rows);

  /**
   * Every stored row of the view with all its columns, in no particular order; for diagnosis, as it
   * reads the whole store.
   */
  BatchReader scan(FeatureViewSpec view, BufferAllocator allocator);

  /**
   * Removes the rows of some keys.
   *
   * @param keys one vector for each join key, in the entity's order; a row with a NULL is skipped;
   *     the caller keeps the batch until the answer is there
   * @return how many keys had a row
   */
  CompletionStage<Long> delete(FeatureViewSpec view, VectorSchemaRoot keys);

  /** Removes every row of the view. */
  void drop(FeatureViewSpec view);

  @Override
  void close();
}
