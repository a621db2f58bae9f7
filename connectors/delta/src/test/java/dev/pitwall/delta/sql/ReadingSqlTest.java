package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.batch.Fields;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code system.queries} and {@code system.caches} say of Delta tables that were read. */
class ReadingSqlTest {
  private static final Schema TRIPS =
      Fields.schema(Fields.of("id", Fields.BIGINT), Fields.of("fare", Fields.DOUBLE));
  private static final String SUM = "SELECT SUM(fare) AS total FROM trips";

  @TempDir private Path directory;

  @Test
  void rowsBytesAndStagesOfAQueryAreTold() {
    try (DeltaEngine engine = trips()) {
      engine.rows(SUM);
      List<Object> read =
          engine
              .rows(
                  "SELECT read_rows, read_bytes > 0, progress, stages FROM system.queries"
                      + " WHERE query = '"
                      + SUM
                      + "'")
              .get(0);
      assertThat(read.subList(0, 3)).isEqualTo(row(3_000, true, null));
      assertThat(read.get(3).toString())
          .matches("(Project [\\d,]+ ms, )?Aggregate [\\d,]+ ms, (.*, )?Scan trips [\\d,]+ ms");
      assertThat(
              engine.rows(
                  "SELECT read_rows, read_bytes, stages LIKE '%Scan%' FROM system.queries"
                      + " WHERE query LIKE 'CREATE%'"))
          .containsExactly(row(0, 0, false));
    }
  }

  @Test
  void snapshotsAndFootersThatWereFoundAreCounted() {
    try (DeltaEngine engine = trips()) {
      engine.rows(SUM);
      long found = snapshotsFound(engine);
      engine.rows(SUM + " WHERE id > 5");
      assertThat(snapshotsFound(engine)).isGreaterThan(found);
      assertThat(
              engine.rows(
                  "SELECT hits > 0, misses, entries FROM system.caches"
                      + " WHERE cache = 'delta.footers'"))
          .containsExactly(row(true, 1, 1));
    }
  }

  private static long snapshotsFound(DeltaEngine engine) {
    return (long)
        engine.rows("SELECT hits FROM system.caches WHERE cache = 'delta.snapshots'").get(0).get(0);
  }

  private DeltaEngine trips() {
    DeltaEngine engine = new DeltaEngine(directory);
    List<List<Object>> rows = LongStream.range(0, 3_000).mapToObj(i -> row(i, 0.5)).toList();
    String location = engine.table("trips", TRIPS, List.of(), rows);
    engine.rows("CREATE TABLE trips FROM DELTA '" + location + "'");
    return engine;
  }
}
