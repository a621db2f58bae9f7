package dev.pitwall.redis.write;

import dev.pitwall.redis.exchange.Exchanges;
import dev.pitwall.redis.exchange.Task;
import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.ColumnPlace.Role;
import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Removes rows. Thread-safe. */
public final class RowDeletes {
  private static final int RETRIES = 40;

  private final Exchanges exchanges;
  private final List<KeyVersion> versions;
  private final Duration deadline;

  /**
   * Prepares.
   *
   * @param versions the key versions that are read, so that nothing comes back to light
   * @param deadline of one call
   */
  public RowDeletes(Exchanges exchanges, List<KeyVersion> versions, Duration deadline) {
    this.exchanges = exchanges;
    this.versions = List.copyOf(versions);
    this.deadline = deadline;
  }

  /**
   * Removes a view's rows under keys of version 3, and under the older versions of them.
   *
   * @return how many keys held any field of the view
   */
  public CompletableFuture<Long> delete(ViewLayout layout, List<RedisKey> keys) {
    List<byte[]> fields = fields(layout);
    List<RowDelete> deletes = new ArrayList<>();
    for (RedisKey key : keys) {
      deletes.add(new RowDelete(key, fields));
      for (KeyVersion version : versions.subList(1, versions.size())) {
        layout
            .keys()
            .older(key, version)
            .ifPresent(older -> deletes.add(new RowDelete(older, fields)));
      }
    }
    Task task = new Task("the deletion in feature view " + layout.view().name(), deadline, RETRIES);
    return exchanges
        .run(task, deletes)
        .thenApply(answers -> answers.stream().filter(removed -> removed > 0).count());
  }

  private static List<byte[]> fields(ViewLayout layout) {
    List<byte[]> fields = new ArrayList<>();
    fields.add(layout.eventField());
    fields.add(layout.createdField());
    for (ColumnPlace place : layout.places()) {
      if (place.role() == Role.FEATURE) {
        fields.add(place.field());
      }
    }
    return fields;
  }
}
