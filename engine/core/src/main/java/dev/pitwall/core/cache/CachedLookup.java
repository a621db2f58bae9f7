package dev.pitwall.core.cache;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.OnlineStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One lookup by way of a cache: keys that are kept are not asked for, keys that another lookup is
 * asking for are waited for, the others are asked for in one request.
 */
final class CachedLookup {
  private final NearCache cache;
  private final OnlineStore store;
  private final LookupRequest request;
  private final BufferAllocator allocator;
  private final List<CompletableFuture<byte[]>> rows = new ArrayList<>();

  /** Keys that this lookup asks for, and where in the request they are first. */
  private final Map<ByteBuffer, Integer> asked = new LinkedHashMap<>();

  CachedLookup(
      NearCache cache, OnlineStore store, LookupRequest request, BufferAllocator allocator) {
    this.cache = cache;
    this.store = store;
    this.request = request;
    this.allocator = allocator;
  }

  CompletableFuture<LookupResult> answer() {
    try {
      findRows();
    } catch (RuntimeException e) {
      fail(e); // others may wait already
      return CompletableFuture.failedFuture(e);
    }
    load();
    return CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new))
        .thenApply(done -> joined());
  }

  private void findRows() {
    List<FieldVector> keys = request.keys().getFieldVectors();
    byte[] prefix = String.join("\0", request.features()).getBytes(StandardCharsets.UTF_8);
    for (int row = 0; row < request.keys().getRowCount(); row++) {
      byte[] key = RowBytes.of(keys, row);
      ByteBuffer name = ByteBuffer.allocate(prefix.length + 1 + key.length);
      name.put(prefix).put((byte) 0).put(key).flip();
      CompletableFuture<byte[]> found = cache.find(name);
      if (found == null) {
        asked.put(name, row);
        found = cache.mine(name);
      }
      rows.add(found);
    }
  }

  /** Asks for the keys that nobody has asked for. Whatever happens, their futures complete. */
  private void load() {
    if (asked.isEmpty()) {
      return;
    }
    VectorSchemaRoot keys = null;
    try {
      keys = askedKeys();
      VectorSchemaRoot sent = keys;
      store
          .lookup(
              new LookupRequest(request.view(), request.features(), sent, request.nowMicros()),
              allocator)
          .whenComplete((result, failure) -> finish(sent, result, failure));
    } catch (RuntimeException e) {
      if (keys != null) {
        keys.close();
      }
      fail(e instanceof OutOfMemoryException ? outOfMemory(e) : e);
    }
  }

  private VectorSchemaRoot askedKeys() {
    Schema schema = request.keys().getSchema();
    VectorSchemaRoot keys = VectorSchemaRoot.create(schema, allocator);
    try {
      int next = 0;
      for (int row : asked.values()) {
        for (int column = 0; column < schema.getFields().size(); column++) {
          keys.getVector(column).copyFromSafe(row, next, request.keys().getVector(column));
        }
        next++;
      }
      keys.setRowCount(asked.size());
      return keys;
    } catch (RuntimeException e) {
      keys.close();
      throw e;
    }
  }

  private void finish(VectorSchemaRoot keys, LookupResult result, Throwable failure) {
    keys.close();
    if (failure != null) {
      fail(failure);
      return;
    }
    try (result) {
      int row = 0;
      for (ByteBuffer key : List.copyOf(asked.keySet())) {
        cache.loaded(key, RowBytes.of(result.rows().getFieldVectors(), row++));
        asked.remove(key);
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Throwable failure) {
    asked.keySet().forEach(key -> cache.failed(key, failure));
  }

  private LookupResult joined() {
    VectorSchemaRoot answer = VectorSchemaRoot.create(schema(), allocator);
    try {
      answer.allocateNew();
      for (int row = 0; row < rows.size(); row++) {
        RowBytes.read(ByteBuffer.wrap(rows.get(row).join()), answer.getFieldVectors(), row);
        expire(answer, row);
      }
      answer.setRowCount(rows.size());
      return new LookupResult(answer);
    } catch (RuntimeException e) {
      answer.close();
      throw e instanceof OutOfMemoryException ? outOfMemory(e) : e;
    }
  }

  /** A row may outlive its TTL while it is kept. */
  private void expire(VectorSchemaRoot answer, int row) {
    int features = request.features().size();
    TimeStampVector event = (TimeStampVector) answer.getVector(features);
    if (event.isNull(row)
        || !request.view().timeToLive().isOver(event.get(row), request.nowMicros())) {
      return;
    }
    for (int i = 0; i < features; i++) {
      RowBytes.setNull(answer.getVector(i), row);
    }
    VarCharVector status = (VarCharVector) answer.getVector(features + 1);
    status.setSafe(row, LookupStatus.OUTSIDE_MAX_AGE.name().getBytes(StandardCharsets.US_ASCII));
  }

  private Schema schema() {
    FeatureViewSpec view = request.view();
    List<Field> fields = new ArrayList<>();
    for (String feature : request.features()) {
      Field field = view.column(feature).orElseThrow().field();
      fields.add(
          new Field(
              field.getName(),
              new FieldType(true, field.getType(), field.getDictionary()),
              field.getChildren()));
    }
    fields.add(
        Field.nullable(
            LookupResult.EVENT_TIMESTAMP, new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)));
    fields.add(Field.nullable(LookupResult.STATUS, ArrowType.Utf8.INSTANCE));
    return new Schema(fields);
  }

  private static PitwallException outOfMemory(RuntimeException cause) {
    return new PitwallException(
        ErrorCode.MEMORY_LIMIT_EXCEEDED,
        "the answer of the online store needs more memory than the query may have; ask for fewer"
            + " keys or features",
        cause);
  }
}
