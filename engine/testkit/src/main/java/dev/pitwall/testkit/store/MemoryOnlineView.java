package dev.pitwall.testkit.store;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.WriteSummary;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The latest row of each entity of one view. Thread-safe. */
final class MemoryOnlineView {
  private final FeatureViewSpec spec;
  private final List<String> names;
  private final Comparator<List<Object>> age;
  private final Map<List<Object>, List<Object>> latest = new ConcurrentHashMap<>();

  MemoryOnlineView(FeatureViewSpec spec, List<List<Object>> rows) {
    this.spec = spec;
    this.names = Batches.names(schema(spec));
    this.age = spec.createdTimestamp().map(this::byCreated).orElse(byEvent());
    rows.forEach(this::write);
  }

  /** This view by another definition, which may have more columns after these. */
  MemoryOnlineView redefined(FeatureViewSpec now) {
    int width = spec.columns().size();
    int added = now.columns().size() - width;
    if (added < 0 || !now.columns().subList(0, width).equals(spec.columns())) {
      return new MemoryOnlineView(now, List.of());
    }
    return added == 0 ? this : new MemoryOnlineView(now, widened(added));
  }

  private List<List<Object>> widened(int added) {
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : latest.values()) {
      List<Object> wider = new ArrayList<>(row);
      wider.addAll(Collections.nCopies(added, null));
      rows.add(wider);
    }
    return rows;
  }

  static Schema schema(FeatureViewSpec spec) {
    return new Schema(spec.columns().stream().map(ColumnSpec::field).toList());
  }

  static PitwallException outOfMemory(OutOfMemoryException cause) {
    return new PitwallException(
        ErrorCode.MEMORY_LIMIT_EXCEEDED, "the answer of a lookup needs more memory", cause);
  }

  List<List<Object>> rows() {
    return List.copyOf(latest.values());
  }

  WriteSummary write(List<Object> row) {
    List<Object> key = spec.entity().joinKeyNames().stream().map(k -> value(row, k)).toList();
    if (key.contains(null) || value(row, spec.eventTimestamp()) == null) {
      return new WriteSummary(0, 1);
    }
    List<Object> kept =
        latest.merge(key, row, (old, offered) -> age.compare(offered, old) >= 0 ? offered : old);
    return kept == row ? new WriteSummary(1, 0) : new WriteSummary(0, 1);
  }

  /** Whether the key had a row. */
  boolean delete(List<Object> key) {
    return !key.contains(null) && latest.remove(key) != null;
  }

  LookupResult lookup(LookupRequest request, BufferAllocator allocator) {
    List<Field> fields = new ArrayList<>();
    request.features().forEach(f -> fields.add(spec.column(f).orElseThrow().field()));
    fields.add(Fields.of(LookupResult.EVENT_TIMESTAMP, Fields.TIMESTAMP));
    fields.add(Fields.of(LookupResult.STATUS, Fields.VARCHAR));
    List<List<Object>> rows =
        Batches.rows(request.keys()).stream().map(key -> answer(request, key)).toList();
    return new LookupResult(Batches.of(allocator, new Schema(fields), rows));
  }

  private List<Object> answer(LookupRequest request, List<Object> key) {
    List<Object> row = key.contains(null) ? null : latest.get(key);
    List<Object> features = new ArrayList<>();
    request.features().forEach(f -> features.add(row == null ? null : value(row, f)));
    Long event = row == null ? null : (Long) value(row, spec.eventTimestamp());
    LookupStatus status = status(request, event, features);
    if (status == LookupStatus.OUTSIDE_MAX_AGE) {
      Collections.fill(features, null);
    }
    features.add(event);
    features.add(status.name());
    return features;
  }

  private static LookupStatus status(LookupRequest request, Long event, List<Object> features) {
    if (event == null) {
      return LookupStatus.NOT_FOUND;
    }
    if (request.view().timeToLive().isOver(event, request.nowMicros())) {
      return LookupStatus.OUTSIDE_MAX_AGE;
    }
    return features.stream().allMatch(Objects::isNull)
        ? LookupStatus.NULL_VALUE
        : LookupStatus.PRESENT;
  }

  private Comparator<List<Object>> byEvent() {
    return Comparator.comparing(row -> (Long) value(row, spec.eventTimestamp()));
  }

  private Comparator<List<Object>> byCreated(String created) {
    return byEvent().thenComparing(row -> (Long) value(row, created), nullsFirst(naturalOrder()));
  }

  private Object value(List<Object> row, String column) {
    return row.get(names.indexOf(column));
  }
}
