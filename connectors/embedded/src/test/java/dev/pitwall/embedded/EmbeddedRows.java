package dev.pitwall.embedded;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.OnlineStore;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows of Java values into and out of a store, and views that are made from others. */
record EmbeddedRows(OnlineStore store, BufferAllocator allocator) {
  @SafeVarargs // the array is only read
  final WriteSummary write(FeatureViewSpec view, List<Object>... rows) {
    return write(view, List.of(rows));
  }

  WriteSummary write(FeatureViewSpec view, List<List<Object>> rows) {
    Schema schema = new Schema(view.columns().stream().map(ColumnSpec::field).toList());
    try (VectorSchemaRoot batch = Batches.of(allocator, schema, rows)) {
      return store.write(view, batch).toCompletableFuture().join();
    }
  }

  /** All features, the event timestamp and the status under one key, at time zero. */
  List<Object> find(FeatureViewSpec view, Object... key) {
    Schema schema = new Schema(view.entity().joinKeys().stream().map(ColumnSpec::field).toList());
    List<String> features = view.features().stream().map(ColumnSpec::name).toList();
    try (VectorSchemaRoot keys = Batches.of(allocator, schema, List.of(Batches.row(key)));
        LookupResult result =
            store
                .lookup(new LookupRequest(view, features, keys, 0), allocator)
                .toCompletableFuture()
                .join()) {
      return Batches.rows(result.rows()).get(0);
    }
  }

  List<List<Object>> scan(FeatureViewSpec view) {
    try (BatchReader reader = store.scan(view, allocator)) {
      return rest(reader);
    }
  }

  /** What a reader has not given yet. */
  static List<List<Object>> rest(BatchReader reader) {
    List<List<Object>> rows = new ArrayList<>();
    for (VectorSchemaRoot batch = reader.next(); batch != null; batch = reader.next()) {
      try (VectorSchemaRoot owned = batch) {
        rows.addAll(Batches.rows(owned));
      }
    }
    return rows;
  }

  /** The same columns, of which others are the keys, in this order, and the timestamps. */
  static FeatureViewSpec withRoles(
      FeatureViewSpec view, List<ColumnSpec> keys, String event, Optional<String> created) {
    return new FeatureViewSpec(
        view.name(),
        new EntitySpec(view.entity().name(), keys, ""),
        event,
        created,
        view.timeToLive(),
        view.columns(),
        view.availability(),
        view.source(),
        view.comment());
  }
}
