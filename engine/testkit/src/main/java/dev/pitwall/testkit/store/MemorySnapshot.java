package dev.pitwall.testkit.store;

import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.vector.types.pojo.Schema;

/** A version of a table. */
record MemorySnapshot(
    TableSource source, Schema schema, long version, long committedAt, List<MemorySplit> splits)
    implements TableSnapshot {
  MemorySnapshot {
    splits = List.copyOf(splits);
  }

  @Override
  public String tableId() {
    return source.location();
  }

  /** The same version without its oldest splits. */
  MemorySnapshot withoutFirst(int count) {
    List<MemorySplit> rest = splits.subList(count, splits.size());
    return new MemorySnapshot(source, schema, version, committedAt, rest);
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.of(splits.stream().mapToInt(MemorySplit::liveRows).sum());
  }
}
