package dev.pitwall.redis;

import static dev.pitwall.testkit.batch.Batches.row;

import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.contract.FeatureViews;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A view whose every row tells what it should be, so that no wrong answer goes unseen. */
final class DriverView {
  static final FeatureViewSpec VIEW = view("driver_stats");

  /** A view of the same drivers with the same features. */
  static final FeatureViewSpec OTHER_VIEW = view("other_stats");

  private DriverView() {}

  private static FeatureViewSpec view(String name) {
    return FeatureViews.of(
        name,
        List.of(Fields.of("driver_id", Fields.BIGINT)),
        List.of(Fields.of("rate", Fields.DOUBLE), Fields.of("note", Fields.VARCHAR)),
        TimeToLive.UNBOUNDED);
  }

  /** The rows of so many drivers. */
  static List<List<Object>> rows(int drivers) {
    return rows(drivers, 50);
  }

  static List<List<Object>> rows(int drivers, long event) {
    return IntStream.range(0, drivers)
        .mapToObj(id -> row(id, event, event + 1, id / 2.0, "driver " + id))
        .toList();
  }

  static List<List<Object>> keys(int drivers) {
    return IntStream.range(0, drivers).mapToObj(id -> row(id)).toList();
  }

  static VectorSchemaRoot keyBatch(BufferAllocator allocator, int drivers) {
    return Batches.of(
        allocator, Fields.schema(Fields.of("driver_id", Fields.BIGINT)), keys(drivers));
  }

  /** What a lookup of all of them gives. */
  static List<List<Object>> answers(int drivers) {
    return IntStream.range(0, drivers).mapToObj(DriverView::answer).toList();
  }

  static List<Object> answer(int id) {
    return row(id / 2.0, "driver " + id, 50, LookupStatus.PRESENT.name());
  }

  static RedisKey key(String project, KeyVersion version, long id) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot batch =
            Batches.of(
                allocator,
                Fields.schema(Fields.of("driver_id", Fields.BIGINT)),
                List.of(row(id)))) {
      return layout(project).keys().of(version, batch.getFieldVectors(), 0).orElseThrow();
    }
  }

  static RedisKey key(String project, long id) {
    return key(project, KeyVersion.V3, id);
  }

  static ViewLayout layout(String project) {
    return new ViewLayout(VIEW, project);
  }
}
