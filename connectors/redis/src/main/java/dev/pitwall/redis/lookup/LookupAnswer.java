package dev.pitwall.redis.lookup;

import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.ColumnPlace.Role;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.LookupStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Makes the answer to a lookup from the rows found. */
final class LookupAnswer {
  private static final Map<LookupStatus, byte[]> STATUS_NAMES = new EnumMap<>(LookupStatus.class);

  static {
    for (LookupStatus status : LookupStatus.values()) {
      STATUS_NAMES.put(status, status.name().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private final LookupRequest request;
  private final ViewLayout layout;
  private final List<ColumnPlace> places;
  private final VectorSchemaRoot answer;
  private final ColumnCells cells;
  private final boolean hasKeys;

  private LookupAnswer(
      ViewLayout layout, List<ColumnPlace> places, LookupRequest request, VectorSchemaRoot answer) {
    this.layout = layout;
    this.places = places;
    this.request = request;
    this.answer = answer;
    this.hasKeys = places.stream().anyMatch(place -> place.role() == Role.JOIN_KEY);
    this.cells =
        new ColumnCells(layout, places, answer.getFieldVectors().subList(0, places.size()));
  }

  /** One row for each key, in the order of the keys. */
  static LookupResult of(
      ViewFields fields,
      LookupRequest request,
      List<RedisKey> keys,
      List<FoundRow> rows,
      BufferAllocator allocator) {
    ViewLayout layout = fields.layout();
    List<ColumnPlace> places = fields.places();
    VectorSchemaRoot answer = VectorSchemaRoot.create(schema(layout, places), allocator);
    try {
      answer.getFieldVectors().forEach(vector -> vector.setInitialCapacity(rows.size()));
      answer.allocateNew();
      LookupAnswer filling = new LookupAnswer(layout, places, request, answer);
      for (int row = 0; row < rows.size(); row++) {
        filling.put(keys.get(row), rows.get(row), row);
      }
      answer.setRowCount(rows.size());
      return new LookupResult(answer);
    } catch (RuntimeException e) {
      answer.close();
      throw e;
    }
  }

  private static Schema schema(ViewLayout layout, List<ColumnPlace> places) {
    List<Field> fields = new ArrayList<>(places.size() + 2);
    places.forEach(place -> fields.add(nullable(layout.column(place).field())));
    fields.add(
        Field.nullable(
            LookupResult.EVENT_TIMESTAMP, new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)));
    fields.add(Field.nullable(LookupResult.STATUS, ArrowType.Utf8.INSTANCE));
    return new Schema(fields);
  }

  private static Field nullable(Field field) {
    return field.isNullable()
        ? field
        : new Field(field.getName(), FieldType.nullable(field.getType()), field.getChildren());
  }

  private void put(RedisKey key, FoundRow found, int row) {
    LookupStatus status = status(found, row);
    if (hasKeys && (status == LookupStatus.PRESENT || status == LookupStatus.NULL_VALUE)) {
      KeyCells.put(layout, places, answer.getFieldVectors(), key, row);
    }
    TimeStampVector event = (TimeStampVector) answer.getVector(places.size());
    if (found != null) {
      event.setSafe(row, found.eventMicros());
    }
    VarCharVector statuses = (VarCharVector) answer.getVector(places.size() + 1);
    statuses.setSafe(row, STATUS_NAMES.get(status));
  }

  private LookupStatus status(FoundRow found, int row) {
    if (found == null) {
      cells.clear(row);
      return LookupStatus.NOT_FOUND;
    }
    if (request.view().timeToLive().isOver(found.eventMicros(), request.nowMicros())) {
      cells.clear(row);
      return LookupStatus.OUTSIDE_MAX_AGE;
    }
    return cells.put(found, row) ? LookupStatus.PRESENT : LookupStatus.NULL_VALUE;
  }
}
