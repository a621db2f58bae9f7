package dev.pitwall.core.planner.program;

import dev.pitwall.core.table.OnlineTable;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.BatchSource;
import dev.pitwall.execution.plan.BatchStream;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.SharedVector;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.offline.BatchReader;
import dev.pitwall.spi.online.LookupResult;
import dev.pitwall.spi.online.LookupStatus;
import dev.pitwall.spi.online.OnlineStore;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Every stored row of an online table, for diagnosis. Unlike a lookup it shows the features of a
 * row outside its TTL, with the status that a lookup would give.
 *
 * @param schema lowered
 */
record OnlineRows(OnlineStore store, OnlineTable table, Schema schema) implements BatchSource {
  @Override
  public BatchStream open(BufferAllocator allocator, EvaluationContext context) {
    BatchReader reader = store.scan(table.view(), allocator);
    return new BatchStream() {
      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public VectorSchemaRoot next() {
        VectorSchemaRoot stored = reader.next();
        return stored == null ? null : shown(stored, allocator, context.nowMicros());
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private VectorSchemaRoot shown(VectorSchemaRoot stored, BufferAllocator allocator, long now) {
    try (stored;
        BatchAssembly assembly = new BatchAssembly()) {
      for (Field field : schema.getFields()) {
        assembly.add(column(stored, field, allocator, now));
      }
      return assembly.toBatch(schema, stored.getRowCount());
    }
  }

  private FieldVector column(
      VectorSchemaRoot stored, Field field, BufferAllocator allocator, long now) {
    return switch (field.getName()) {
      case LookupResult.STATUS -> statuses(stored, field, allocator, now);
      case LookupResult.EVENT_TIMESTAMP ->
          SharedVector.of(stored.getVector(table.view().eventTimestamp()), field, allocator);
      default -> SharedVector.of(stored.getVector(field.getName()), field, allocator);
    };
  }

  private FieldVector statuses(
      VectorSchemaRoot stored, Field field, BufferAllocator allocator, long now) {
    TimeToLive timeToLive = table.view().timeToLive();
    Field micros = schema.findField(LookupResult.EVENT_TIMESTAMP);
    VarCharVector statuses = (VarCharVector) field.createVector(allocator);
    try (BigIntVector events =
        (BigIntVector)
            SharedVector.of(stored.getVector(table.view().eventTimestamp()), micros, allocator)) {
      for (int row = 0; row < stored.getRowCount(); row++) {
        boolean expired = timeToLive.isOver(events.get(row), now);
        LookupStatus status = expired ? LookupStatus.OUTSIDE_MAX_AGE : present(stored, row);
        statuses.setSafe(row, status.name().getBytes(StandardCharsets.US_ASCII));
      }
      statuses.setValueCount(stored.getRowCount());
      return statuses;
    } catch (RuntimeException e) {
      statuses.close();
      throw e;
    }
  }

  private LookupStatus present(VectorSchemaRoot stored, int row) {
    return table.view().features().stream().allMatch(f -> stored.getVector(f.name()).isNull(row))
        ? LookupStatus.NULL_VALUE
        : LookupStatus.PRESENT;
  }
}
