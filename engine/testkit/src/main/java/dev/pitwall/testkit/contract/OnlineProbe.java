package dev.pitwall.testkit.contract;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes and looks up a store's views as rows. */
final class OnlineProbe {
  private final OnlineStore store;
  private final BufferAllocator allocator;
  private final BufferAllocator answers;

  /**
   * Prepares.
   *
   * @param allocator of what is given to the store
   * @param answers of what the store gives
   */
  OnlineProbe(OnlineStore store, BufferAllocator allocator, BufferAllocator answers) {
    this.store = store;
    this.allocator = allocator;
    this.answers = answers;
  }

  WriteSummary write(FeatureViewSpec view, List<List<Object>> rows) {
    try (VectorSchemaRoot batch = Batches.of(allocator, FeatureViews.schema(view), rows)) {
      return store.write(view, batch).toCompletableFuture().join();
    }
  }

  long delete(FeatureViewSpec view, List<List<Object>> keys) {
    try (VectorSchemaRoot batch = keys(view, keys)) {
      return store.delete(view, batch).toCompletableFuture().join();
    }
  }

  /** The answer to a lookup of all features: values, event timestamp, status. */
  List<List<Object>> lookup(FeatureViewSpec view, long now, List<List<Object>> keys) {
    List<String> features = view.features().stream().map(ColumnSpec::name).toList();
    return lookup(view, features, now, keys);
  }

  List<List<Object>> lookup(
      FeatureViewSpec view, List<String> features, long now, List<List<Object>> keys) {
    return lookup(view, features, now, keys, r -> Batches.rows(r.rows()));
  }

  <T> T lookup(
      FeatureViewSpec view,
      List<String> features,
      long now,
      List<List<Object>> keys,
      Function<LookupResult, T> reading) {
    try (VectorSchemaRoot batch = keys(view, keys);
        LookupResult result =
            store
                .lookup(new LookupRequest(view, features, batch, now), answers)
                .toCompletableFuture()
                .join()) {
      return reading.apply(result);
    }
  }

  /** The answers to lookups that are made at once. */
  List<List<List<Object>>> lookupAll(List<OnlineQuestion> questions) {
    List<VectorSchemaRoot> keys = questions.stream().map(this::keys).toList();
    try {
      return lookupAll(questions, keys);
    } finally {
      keys.forEach(VectorSchemaRoot::close);
    }
  }

  /** The answers to lookups that are made at once and have their keys in the same vectors. */
  List<List<List<Object>>> lookupAllByTheSame(List<OnlineQuestion> questions) {
    try (VectorSchemaRoot keys = keys(questions.get(0))) {
      return lookupAll(questions, Collections.nCopies(questions.size(), keys));
    }
  }

  private List<List<List<Object>>> lookupAll(
      List<OnlineQuestion> questions, List<VectorSchemaRoot> keys) {
    List<LookupRequest> requests = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      OnlineQuestion question = questions.get(i);
      requests.add(
          new LookupRequest(question.view(), question.features(), keys.get(i), question.now()));
    }
    List<LookupResult> results = store.lookupAll(requests, answers).toCompletableFuture().join();
    try {
      return results.stream().map(result -> Batches.rows(result.rows())).toList();
    } finally {
      results.forEach(LookupResult::close);
    }
  }

  private VectorSchemaRoot keys(OnlineQuestion question) {
    return keys(question.view(), question.keys());
  }

  private VectorSchemaRoot keys(FeatureViewSpec view, List<List<Object>> keys) {
    Schema schema = new Schema(view.entity().joinKeys().stream().map(ColumnSpec::field).toList());
    return Batches.of(allocator, schema, keys);
  }

  List<List<Object>> scan(FeatureViewSpec view) {
    List<List<Object>> rows = new ArrayList<>();
    try (BatchReader reader = store.scan(view, answers)) {
      for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
        try (VectorSchemaRoot owned = batch) {
          rows.addAll(Batches.rows(owned));
        }
      }
    }
    return rows;
  }
}
