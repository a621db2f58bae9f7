package dev.pitwall.embedded;

import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.WriteSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The rows of one view, by key. */
final class ViewRows {
  private final FeatureViewSpec view;
  private final Map<byte[], byte[]> rows;

  ViewRows(FeatureViewSpec view, Map<byte[], byte[]> rows) {
    this.view = view;
    this.rows = rows;
  }

  /** Stores the newest rows; to be called by one thread at a time. */
  WriteSummary write(VectorSchemaRoot batch) {
    List<FieldVector> keys =
        view.entity().joinKeyNames().stream().map(key -> column(batch, key)).toList();
    TimeStampVector event = (TimeStampVector) column(batch, view.eventTimestamp());
    long written = 0;
    for (int row = 0; row < batch.getRowCount(); row++) {
      int at = row;
      boolean usable = !event.isNull(row) && keys.stream().noneMatch(key -> key.isNull(at));
      if (usable && put(key(keys, row), row(batch, event.get(row), row))) {
        written++;
      }
    }
    return new WriteSummary(written, batch.getRowCount() - written);
  }

  /** Removes the rows of keys; to be called by one thread at a time. */
  long delete(VectorSchemaRoot keys) {
    List<FieldVector> parts = keys.getFieldVectors();
    long removed = 0;
    for (int row = 0; row < keys.getRowCount(); row++) {
      int at = row;
      if (parts.stream().noneMatch(part -> part.isNull(at))
          && rows.remove(key(parts, row)) != null) {
        removed++;
      }
    }
    return removed;
  }

  private boolean put(byte[] key, StoredRow offered) {
    byte[] stored = rows.get(key);
    boolean newer = stored == null || offered.replaces(StoredRow.of(stored));
    if (newer) {
      rows.put(key, offered.toBytes());
    }
    return newer;
  }

  private StoredRow row(VectorSchemaRoot batch, long event, int row) {
    Optional<Long> created =
        view.createdTimestamp()
            .map(column -> (TimeStampVector) column(batch, column))
            .filter(vector -> !vector.isNull(row))
            .map(vector -> vector.get(row));
    List<byte[]> values =
        batch.getFieldVectors().stream().map(vector -> ValueEncoder.encode(vector, row)).toList();
    return new StoredRow(event, created, values);
  }

  private FieldVector column(VectorSchemaRoot batch, String name) {
    return batch.getVector(columnNumber(name));
  }

  private static byte[] key(List<FieldVector> parts, int row) {
    ValueEncoder encoder = new ValueEncoder();
    parts.forEach(part -> encoder.add(part, row));
    return encoder.toBytes();
  }

  /** Looks keys up. */
  LookupResult lookup(LookupRequest request, BufferAllocator allocator) {
    List<Field> fields = new ArrayList<>();
    request.features().forEach(feature -> fields.add(nullable(feature)));
    fields.add(
        Field.nullable(
            LookupResult.EVENT_TIMESTAMP, new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)));
    fields.add(Field.nullable(LookupResult.STATUS, ArrowType.Utf8.INSTANCE));
    VectorSchemaRoot answer = VectorSchemaRoot.create(new Schema(fields), allocator);
    try {
      answer.allocateNew();
      int[] columns = request.features().stream().mapToInt(this::columnNumber).toArray();
      List<FieldVector> keys = request.keys().getFieldVectors();
      for (int row = 0; row < request.keys().getRowCount(); row++) {
        answer(request, find(keys, row), columns, answer, row);
      }
      answer.setRowCount(request.keys().getRowCount());
      return new LookupResult(answer);
    } catch (RuntimeException e) {
      answer.close();
      throw e;
    }
  }

  private Optional<StoredRow> find(List<FieldVector> keys, int row) {
    return keys.stream().anyMatch(key -> key.isNull(row))
        ? Optional.empty()
        : Optional.ofNullable(rows.get(key(keys, row))).map(StoredRow::of);
  }

  private void answer(
      LookupRequest request,
      Optional<StoredRow> found,
      int[] columns,
      VectorSchemaRoot answer,
      int row) {
    LookupStatus status = status(request, found, columns);
    boolean shown = found.isPresent() && status != LookupStatus.OUTSIDE_MAX_AGE;
    for (int i = 0; i < columns.length; i++) {
      byte[] value = shown ? found.get().value(columns[i]) : StoredRow.NULL;
      ValueDecoder.decode(value, answer.getVector(i), row);
    }
    TimeStampVector event = (TimeStampVector) answer.getVector(columns.length);
    if (found.isPresent()) {
      event.setSafe(row, found.get().eventTimestamp());
    }
    VarCharVector statuses = (VarCharVector) answer.getVector(columns.length + 1);
    statuses.setSafe(row, status.name().getBytes(StandardCharsets.US_ASCII));
  }

  private static LookupStatus status(
      LookupRequest request, Optional<StoredRow> found, int[] columns) {
    if (found.isEmpty()) {
      return LookupStatus.NOT_FOUND;
    }
    if (request.view().timeToLive().isOver(found.get().eventTimestamp(), request.nowMicros())) {
      return LookupStatus.OUTSIDE_MAX_AGE;
    }
    for (int column : columns) {
      if (ValueDecoder.isPresent(found.get().value(column))) {
        return LookupStatus.PRESENT;
      }
    }
    return LookupStatus.NULL_VALUE;
  }

  private Field nullable(String feature) {
    Field field = view.column(feature).orElseThrow().field();
    return field.isNullable()
        ? field
        : new Field(field.getName(), FieldType.nullable(field.getType()), field.getChildren());
  }

  private int columnNumber(String name) {
    for (int i = 0; i < view.columns().size(); i++) {
      if (view.columns().get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("view " + view.name() + " has no column " + name);
  }

  /** The columns of the view, as a scan gives them. */
  static Schema schema(FeatureViewSpec view) {
    return new Schema(view.columns().stream().map(ColumnSpec::field).toList());
  }
}
