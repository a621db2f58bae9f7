package dev.pitwall.redis.lookup;

import dev.pitwall.redis.exchange.Exchanges;
import dev.pitwall.redis.exchange.Task;
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
  private final Exchanges exchanges;
  private final List<KeyVersion> versions;

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
    FieldNames fields = new FieldNames(views.stream().flatMap(ViewFields::names).toList());
    List<HashRead> reads = new ArrayList<>(keys.size());
    List<Integer> owners = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) != null) {
        for (RedisKey key : versionsOf(views.get(0).layout(), keys.get(i))) {
          reads.add(new HashRead(key, fields));
          owners.add(i);
        }
      }
    }
    return exchanges
        .run(task, reads)
        .thenApply(answers -> rows(views, keys.size(), reads, owners, answers));
  }

  private static List<List<FoundRow>> rows(
      List<ViewFields> views,
      int count,
      List<HashRead> reads,
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
      List<HashRead> reads,
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
