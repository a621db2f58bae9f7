package dev.pitwall.redis.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pitwall.redis.exchange.Exchanges;
import dev.pitwall.redis.exchange.Request;
import dev.pitwall.redis.exchange.Task;
import dev.pitwall.redis.hash.HashFields;
import dev.pitwall.redis.hash.HashLength;
import dev.pitwall.redis.hash.HashReading;
import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.redis.wire.MalformedBytesException;
import dev.pitwall.redis.wire.ProtoTimestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads stored rows. Where older key versions are read too, the row with the newest event timestamp
 * counts, of equal ones that of the newest version.
 */
public final class RowReads {
  private static final int KEPT_FIELDS = 1_000;

  private final Exchanges exchanges;
  private final List<KeyVersion> versions;
  private final Cache<List<ViewFields>, HashFields> fieldsOf =
      Caffeine.newBuilder().maximumSize(KEPT_FIELDS).build();

  public RowReads(Exchanges exchanges, List<KeyVersion> versions) {
    this.exchanges = exchanges;
    this.versions = List.copyOf(versions);
  }

  /**
   * Reads the rows that views have under keys of version 3, each key's hash once.
   *
   * @return for each view a row for each key; null for a key that is null or holds no row
   */
  CompletableFuture<List<List<FoundRow>>> read(
      Task task, List<ViewFields> views, List<RedisKey> keys) {
    HashFields fields = fieldsOf.get(views, RowReads::fields);
    HashReading reading = fields.begin();
    List<Request<byte[][]>> reads = new ArrayList<>(keys.size());
    List<Integer> owners = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) != null) {
        for (RedisKey key : versionsOf(views.get(0).layout(), keys.get(i))) {
          reads.add(fields.of(key, reading));
          owners.add(i);
        }
      }
    }
    CompletableFuture<List<byte[][]>> answers = exchanges.run(task, reads);
    if (!reads.isEmpty() && fields.isLengthWanted()) {
      learn(fields, task, reads.get(0).key());
    }
    return answers.thenApply(
        hashes -> {
          fields.end(reading);
          return rows(views, keys.size(), reads, owners, hashes);
        });
  }

  private static HashFields fields(List<ViewFields> views) {
    return new HashFields(views.stream().flatMap(ViewFields::names).toList());
  }

  /** Beside the lookup, which does not depend on it: whatever fails, the fields are read alone. */
  private void learn(HashFields fields, Task task, RedisKey hash) {
    exchanges
        .run(task, List.of(new HashLength(hash)))
        .thenAccept(lengths -> fields.learn(lengths.get(0)));
  }

  private static List<List<FoundRow>> rows(
      List<ViewFields> views,
      int count,
      List<? extends Request<byte[][]>> reads,
      List<Integer> owners,
      List<byte[][]> answers) {
    List<List<FoundRow>> rows = new ArrayList<>(views.size());
    int from = 0;
    for (ViewFields view : views) {
      rows.add(newest(view.layout(), from, count, reads, owners, answers));
      from += view.width();
    }
    return rows;
  }

  private List<RedisKey> versionsOf(ViewLayout layout, RedisKey key) {
    if (versions.size() == 1) {
      return List.of(key);
    }
    List<RedisKey> all = new ArrayList<>(versions.size());
    all.add(key);
    for (KeyVersion version : versions.subList(1, versions.size())) {
      layout.keys().older(key, version).ifPresent(all::add);
    }
    return all;
  }

  private static List<FoundRow> newest(
      ViewLayout layout,
      int from,
      int count,
      List<? extends Request<byte[][]>> reads,
      List<Integer> owners,
      List<byte[][]> answers) {
    FoundRow[] rows = new FoundRow[count];
    for (int i = 0; i < answers.size(); i++) {
      byte[][] fields = answers.get(i);
      if (fields[from] != null) {
        FoundRow row = row(layout, reads.get(i).key(), fields, from);
        int owner = owners.get(i);
        if (rows[owner] == null || rows[owner].eventMicros() < row.eventMicros()) {
          rows[owner] = row;
        }
      }
    }
    return Arrays.asList(rows);
  }

  private static FoundRow row(ViewLayout layout, RedisKey key, byte[][] fields, int from) {
    try {
      return new FoundRow(key, ProtoTimestamp.toMicros(fields[from]), fields, from);
    } catch (MalformedBytesException e) {
      throw Corruption.of(layout, layout.view().eventTimestamp(), key, e);
    }
  }
}
