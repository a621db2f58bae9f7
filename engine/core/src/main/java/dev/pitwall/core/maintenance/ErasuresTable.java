package dev.pitwall.core.maintenance;

import dev.pitwall.core.registry.Erasure;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.MetadataTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The receipts of erasures as a table: {@code system.erasures}. */
public final class ErasuresTable {
  private static final Schema COLUMNS =
      new Schema(
          Stream.of(
                  "erasure_id",
                  "entity",
                  "join_key",
                  "erased_from",
                  "requested_by",
                  "started_at",
                  "finished_at",
                  "removed")
              .map(name -> Field.nullable(name, ArrowType.Utf8.INSTANCE))
              .toList());

  private ErasuresTable() {}

  /**
   * Makes the table.
   *
   * @param erasures asked for whenever the table is read
   */
  public static EngineTable of(Supplier<List<Erasure>> erasures) {
    return new MetadataTable(
        "erasures", COLUMNS, () -> erasures.get().stream().map(ErasuresTable::row).toList());
  }

  private static List<Object> row(Erasure erasure) {
    return Arrays.asList(
        erasure.id().toString(),
        erasure.entity(),
        erasure.joinKey(),
        erasure.scope(),
        erasure.requestedBy(),
        erasure.startedAt().toString(),
        erasure.finishedAt().map(Instant::toString).orElse(null),
        erasure.removed());
  }
}
