package dev.pitwall.core.cache;

import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.MetadataTable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The caches as a table: {@code system.caches}. */
public final class CachesTable {
  private static final ArrowType BIGINT = new ArrowType.Int(Long.SIZE, true);
  private static final Schema COLUMNS =
      new Schema(
          List.of(
              Field.notNullable("cache", ArrowType.Utf8.INSTANCE),
              Field.notNullable("hits", BIGINT),
              Field.notNullable("misses", BIGINT),
              Field.nullable(
                  "hit_rate", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
              Field.notNullable("entries", BIGINT),
              Field.nullable("bytes", BIGINT)));

  private CachesTable() {}

  /**
   * Makes the table.
   *
   * @param caches asked for whenever the table is read
   */
  public static EngineTable of(Supplier<List<CacheStatistics>> caches) {
    return new MetadataTable(
        "caches", COLUMNS, () -> caches.get().stream().map(CachesTable::row).toList());
  }

  private static List<Object> row(CacheStatistics cache) {
    long asked = cache.hits() + cache.misses();
    return Arrays.asList(
        cache.cache(),
        cache.hits(),
        cache.misses(),
        asked == 0 ? null : (double) cache.hits() / asked,
        cache.entries(),
        cache.bytes().isPresent() ? cache.bytes().getAsLong() : null);
  }
}
