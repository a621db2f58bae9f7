package dev.pitwall.benchmarks.online;

import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.redis.value.ValueReader;
import dev.pitwall.spi.model.FeatureViewSpec;
import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;

/**
 * The HMGETs of a lookup by Lettuce alone, pipelined: what there is to be had without SQL. Only
 * {@link #answer} reads the values.
 */
final class LettuceLookups implements LookupClient {
  private static final int KEYS_OF_ALL_NODES = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<ViewLayout> layouts = new ArrayList<>();
  private final List<byte[]> fields = new ArrayList<>();
  private final BufferAllocator allocator = new RootAllocator();
  private final StatefulRedisClusterConnection<byte[], byte[]> connection;

  LettuceLookups(ServingViews views, String project, RedisClusterClient client) {
    for (FeatureViewSpec view : views.specs()) {
      ViewLayout layout = new ViewLayout(view, project);
      layouts.add(layout);
      fields.add(layout.eventField());
      features(layout).forEach(place -> fields.add(place.field()));
    }
    this.connection = client.connect(ByteArrayCodec.INSTANCE);
    // a command that waits for its node's connection is written after the flush, and stays there
    read(LongStream.range(0, KEYS_OF_ALL_NODES).toArray());
    connection.setAutoFlushCommands(false);
  }

  private static List<ColumnPlace> features(ViewLayout layout) {
    return layout.places().stream()
        .filter(place -> place.role() == ColumnPlace.Role.FEATURE)
        .toList();
  }

  @Override
  public void fetch(long[] keys) {
    read(keys);
  }

  @Override
  public List<List<Object>> answer(long[] keys) {
    List<List<Object>> rows = new ArrayList<>();
    for (List<KeyValue<byte[], byte[]>> hash : read(keys)) {
      List<Object> row = new ArrayList<>();
      int at = 0;
      for (ViewLayout layout : layouts) {
        at++; // the event timestamp
        for (ColumnPlace place : features(layout)) {
          row.add(value(layout, place, hash.get(at++)));
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private Object value(ViewLayout layout, ColumnPlace place, KeyValue<byte[], byte[]> field) {
    if (!field.hasValue()) {
      return null;
    }
    try (FieldVector vector = layout.column(place).field().createVector(allocator)) {
      vector.allocateNew();
      new ValueReader().read(field.getValue(), vector, 0);
      vector.setValueCount(1);
      return vector.getObject(0);
    }
  }

  private List<List<KeyValue<byte[], byte[]>>> read(long[] keys) {
    byte[][] names = fields.toArray(byte[][]::new);
    List<RedisFuture<List<KeyValue<byte[], byte[]>>>> answers = new ArrayList<>(keys.length);
    for (byte[] key : keys(keys)) {
      answers.add(connection.async().hmget(key, names));
    }
    connection.flushCommands();
    if (!LettuceFutures.awaitAll(PATIENCE, answers.toArray(RedisFuture[]::new))) {
      throw new IllegalStateException("Redis did not answer within " + PATIENCE);
    }
    List<List<KeyValue<byte[], byte[]>>> found = new ArrayList<>(keys.length);
    answers.forEach(answer -> found.add(answered(answer)));
    return found;
  }

  private static <T> T answered(RedisFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Redis failed an HMGET", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private List<byte[]> keys(long[] keys) {
    List<byte[]> names = new ArrayList<>(keys.length);
    try (BigIntVector vector = new BigIntVector("driver_id", allocator)) {
      vector.allocateNew(keys.length);
      for (int i = 0; i < keys.length; i++) {
        vector.set(i, keys[i]);
      }
      vector.setValueCount(keys.length);
      for (int i = 0; i < keys.length; i++) {
        names.add(
            layouts.get(0).keys().of(KeyVersion.V3, List.of(vector), i).orElseThrow().bytes());
      }
    }
    return names;
  }

  @Override
  public void close() {
    connection.close();
    allocator.close();
  }
}
