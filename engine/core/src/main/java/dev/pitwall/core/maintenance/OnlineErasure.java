package dev.pitwall.core.maintenance;

import dev.pitwall.execution.vector.RowBatch;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.OnlineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Removes the rows of a key from the online store. */
final class OnlineErasure {
  private final OnlineStore store;
  private final BufferAllocator allocator;
  private final Runnable checkpoint;
  private final Map<String, Object> key = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  OnlineErasure(
      OnlineStore store, BufferAllocator allocator, Map<String, Object> key, Runnable checkpoint) {
    this.store = store;
    this.allocator = allocator;
    this.checkpoint = checkpoint;
    this.key.putAll(key);
  }

  /** Removes the rows of a view; gives how many there were. */
  long from(FeatureViewSpec view) {
    checkpoint.run();
    List<ColumnSpec> joinKeys = view.entity().joinKeys();
    if (!joinKeys.stream().allMatch(part -> key.containsKey(part.name()))) {
      return fromAll(view);
    }
    List<Object> values = joinKeys.stream().map(part -> key.get(part.name())).toList();
    try (VectorSchemaRoot keys = RowBatch.of(schema(view), List.of(values), allocator)) {
      return deleted(view, keys);
    }
  }

  /** Where the key is not all of the view's, its rows are found by reading every row. */
  private long fromAll(FeatureViewSpec view) {
    long removed = 0;
    try (BatchReader reader = store.scan(view, allocator)) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        try (VectorSchemaRoot rows = batch;
            VectorSchemaRoot keys = keysOf(view, rows)) {
          checkpoint.run();
          removed += keys.getRowCount() == 0 ? 0 : deleted(view, keys);
        }
      }
    }
    return removed;
  }

  private VectorSchemaRoot keysOf(FeatureViewSpec view, VectorSchemaRoot rows) {
    Schema schema = schema(view);
    VectorSchemaRoot keys = VectorSchemaRoot.create(schema, allocator);
    int[] wanted = wanted(view, rows);
    for (Field field : schema.getFields()) {
      FieldVector source = rows.getVector(view.column(field.getName()).orElseThrow().name());
      FieldVector target = keys.getVector(field.getName());
      for (int i = 0; i < wanted.length; i++) {
        target.copyFromSafe(wanted[i], i, source);
      }
      target.setValueCount(wanted.length);
    }
    keys.setRowCount(wanted.length);
    return keys;
  }

  private int[] wanted(FeatureViewSpec view, VectorSchemaRoot rows) {
    List<ColumnSpec> parts =
        view.columns().stream().filter(column -> key.containsKey(column.name())).toList();
    List<Object> values = parts.stream().map(part -> key.get(part.name())).toList();
    Schema schema = new Schema(parts.stream().map(ColumnSpec::field).toList());
    try (VectorSchemaRoot one = RowBatch.of(schema, List.of(values), allocator)) {
      List<Object> expected = new ArrayList<>();
      one.getFieldVectors().forEach(vector -> expected.add(vector.getObject(0)));
      List<FieldVector> vectors = parts.stream().map(part -> rows.getVector(part.name())).toList();
      return IntStream.range(0, rows.getRowCount())
          .filter(row -> isOf(vectors, expected, row))
          .toArray();
    }
  }

  private static boolean isOf(List<FieldVector> vectors, List<Object> expected, int row) {
    return IntStream.range(0, vectors.size())
        .allMatch(i -> Objects.deepEquals(expected.get(i), vectors.get(i).getObject(row)));
  }

  private long deleted(FeatureViewSpec view, VectorSchemaRoot keys) {
    try {
      return store.delete(view, keys).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private static Schema schema(FeatureViewSpec view) {
    return new Schema(view.entity().joinKeys().stream().map(ColumnSpec::field).toList());
  }
}
