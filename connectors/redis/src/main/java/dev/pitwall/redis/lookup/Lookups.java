package dev.pitwall.redis.lookup;

import dev.pitwall.redis.exchange.Task;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;

/** Looks keys up. Thread-safe. */
public final class Lookups {
  private static final int RETRIES = 3;

  /** To decode so many cells takes less than to wake a thread for it. */
  private static final int FEW_CELLS = 1_000;

  private final RowReads reads;
  private final Duration deadline;
  private final Executor workers;

  /**
   * Prepares.
   *
   * @param deadline of one lookup
   * @param workers decode large answers, so that the client's own threads need not
   */
  public Lookups(RowReads reads, Duration deadline, Executor workers) {
    this.reads = reads;
    this.deadline = deadline;
    this.workers = workers;
  }

  /** Every row of a view. */
  public BatchReader scan(ViewLayout layout, KeyWalk walk, BufferAllocator allocator) {
    return new RowScan(walk, reads, task(layout.view().name()), layout, allocator);
  }

  private Task task(String view) {
    return new Task("the lookup in feature view " + view, deadline, RETRIES);
  }

  /**
   * Looks keys up, as the SPI says; lookups of the same hashes ask for each hash once.
   *
   * @return the answers in the order of the lookups
   */
  public CompletableFuture<List<LookupResult>> lookup(
      List<ViewLookup> lookups, BufferAllocator allocator) {
    List<LookupGroup> groups = LookupGroup.of(lookups);
    List<CompletableFuture<List<List<FoundRow>>>> found = new ArrayList<>(groups.size());
    groups.forEach(
        group -> found.add(reads.read(task(group.view()), group.fields(), group.keys())));
    long cells = groups.stream().mapToLong(LookupGroup::cells).sum();
    return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            done -> answers(lookups.size(), groups, found, allocator),
            cells > FEW_CELLS ? workers : Runnable::run);
  }

  private static List<LookupResult> answers(
      int count,
      List<LookupGroup> groups,
      List<CompletableFuture<List<List<FoundRow>>>> found,
      BufferAllocator allocator) {
    LookupResult[] answers = new LookupResult[count];
    try {
      for (int i = 0; i < groups.size(); i++) {
        groups.get(i).answer(found.get(i).join(), allocator, answers);
      }
      return Arrays.asList(answers);
    } catch (RuntimeException e) {
      for (LookupResult made : answers) {
        if (made != null) {
          made.close();
        }
      }
      throw e;
    }
  }
}
