package dev.pitwall.core.materialize;

import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.Batches;
import dev.pitwall.execution.vector.SharedVector;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Counts how the rows of an online store differ from given ones, key by key. */
final class KeyComparison {
  /** No row has outlived its TTL then. */
  private static final long BEFORE_ALL = Long.MIN_VALUE;

  private final FeatureViewSpec view;
  private final OnlineStore online;
  private final BufferAllocator allocator;
  private final List<String> features;
  private long keys;
  private long missing;
  private long older;
  private long newer;
  private long otherValues;

  KeyComparison(FeatureViewSpec view, OnlineStore online, BufferAllocator allocator) {
    this.view = view;
    this.online = online;
    this.allocator = allocator;
    this.features = view.features().stream().map(ColumnSpec::name).toList();
  }

  long keys() {
    return keys;
  }

  /** Keys that the online store has none of. */
  long missing() {
    return missing;
  }

  /** Keys whose row in the online store is of an earlier event time. */
  long older() {
    return older;
  }

  /** Keys whose row in the online store is of a later event time. */
  long newer() {
    return newer;
  }

  /** Keys whose row in the online store is of the same event time, with other features. */
  long otherValues() {
    return otherValues;
  }

  long found() {
    return keys - missing;
  }

  long differing() {
    return missing + older + newer + otherValues;
  }

  /** Compares a batch of the view's columns, one row a key. */
  void add(VectorSchemaRoot newest) {
    for (int from = 0; from < newest.getRowCount(); from += LookupRequest.KEYS_AT_ONCE) {
      int count = Math.min(LookupRequest.KEYS_AT_ONCE, newest.getRowCount() - from);
      try (VectorSchemaRoot rows = Batches.slice(newest, from, count, allocator)) {
        compare(rows);
      }
    }
  }

  private void compare(VectorSchemaRoot newest) {
    try (VectorSchemaRoot wanted = keysOf(newest);
        LookupResult stored = lookup(wanted)) {
      for (int row = 0; row < newest.getRowCount(); row++) {
        add(newest, stored.rows(), row);
      }
    }
  }

  private VectorSchemaRoot keysOf(VectorSchemaRoot rows) {
    List<ColumnSpec> joinKeys = view.entity().joinKeys();
    try (BatchAssembly assembly = new BatchAssembly()) {
      joinKeys.forEach(
          key -> assembly.add(SharedVector.of(rows.getVector(key.name()), key.field(), allocator)));
      Schema schema = new Schema(joinKeys.stream().map(ColumnSpec::field).toList());
      return assembly.toBatch(schema, rows.getRowCount());
    }
  }

  private LookupResult lookup(VectorSchemaRoot wanted) {
    try {
      return online
          .lookup(new LookupRequest(view, features, wanted, BEFORE_ALL), allocator)
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PitwallException known ? known : e;
    }
  }

  private void add(VectorSchemaRoot newest, VectorSchemaRoot stored, int row) {
    keys++;
    TimeStampVector found = (TimeStampVector) stored.getVector(LookupResult.EVENT_TIMESTAMP);
    if (found.isNull(row)) {
      missing++;
      return;
    }
    TimeStampVector event = (TimeStampVector) newest.getVector(view.eventTimestamp());
    int order = Long.compare(found.get(row), event.get(row));
    if (order < 0) {
      older++;
    } else if (order > 0) {
      newer++;
    } else if (!sameFeatures(newest, stored, row)) {
      otherValues++;
    }
  }

  private boolean sameFeatures(VectorSchemaRoot newest, VectorSchemaRoot stored, int row) {
    for (int i = 0; i < features.size(); i++) {
      Object value = newest.getVector(features.get(i)).getObject(row);
      if (!isSame(value, stored.getVector(i).getObject(row))) {
        return false;
      }
    }
    return true;
  }

  /** Lists and maps would compare the byte arrays in them by identity. */
  private static boolean isSame(Object one, Object other) {
    if (one instanceof List<?> first && other instanceof List<?> second) {
      return first.size() == second.size()
          && IntStream.range(0, first.size()).allMatch(i -> isSame(first.get(i), second.get(i)));
    } else if (one instanceof Map<?, ?> first && other instanceof Map<?, ?> second) {
      return first.keySet().equals(second.keySet())
          && first.keySet().stream().allMatch(name -> isSame(first.get(name), second.get(name)));
    }
    return Objects.deepEquals(one, other);
  }
}
