package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.testkit.batch.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DESCRIBE HISTORY of real Delta tables. */
class HistoryDeltaSqlTest {
  private static final Schema TRIPS =
      Fields.schema(Fields.of("id", Fields.BIGINT), Fields.of("city", Fields.VARCHAR));

  @TempDir private Path directory;
  private DeltaEngine engine;
  private String trips;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    trips = engine.table("trips", TRIPS, List.of("city"), List.of(row(0L, "a"), row(1L, "b")));
    engine.update("CREATE TABLE trips FROM DELTA '" + trips + "'");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void listsCommitsNewestFirst() {
    engine.update("INSERT INTO trips VALUES (2, 'a'), (3, 'a'), (4, 'c')");

    List<List<Object>> history = engine.rows("DESCRIBE HISTORY trips");

    assertThat(history).extracting(commit -> commit.get(0)).containsExactly(1L, 0L);
    assertThat(history.get(0).subList(2, 4)).isEqualTo(row("WRITE", "mode=Append"));
    assertThat((String) history.get(0).get(4)).startsWith("Pitwall");
    assertThat(history.get(0).subList(5, 8)).isEqualTo(row(3, 2, 0));
    assertThat(history.get(1).subList(5, 8)).isEqualTo(row(2, 2, 0));
  }

  /** Where a store tells whole seconds, several commits have the time of one. */
  @Test
  void tellsTimesThatTimeTravelTakes() throws IOException {
    engine.update("INSERT INTO trips VALUES (2, 'a')");
    engine.update("INSERT INTO trips VALUES (3, 'a')");
    for (int version = 0; version < 3; version++) {
      Files.setLastModifiedTime(commit(version), FileTime.fromMillis(1_700_000_000_000L));
    }

    List<List<Object>> history = engine.rows("DESCRIBE HISTORY lake.trips");

    assertThat(history).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(Instant.parse((String) history.get(i).get(1))).isNotNull();
      String then = history.get(i).get(1).toString();
      assertThat(engine.rows("SELECT COUNT(*) FROM trips FOR TIMESTAMP AS OF '" + then + "'"))
          .containsExactly(row(4 - i));
    }
  }

  /** As Spark writes a DELETE: statistics may be missing, and what it did stands in its words. */
  @Test
  void tellsWhatOthersRecorded() throws IOException {
    String removed = DeltaEngine.files(trips).get(1);
    commit(
        1,
        "{\"commitInfo\":{\"timestamp\":1700000000000,\"inCommitTimestamp\":32503680000000,"
            + "\"operation\":\"DELETE\",\"operationParameters\":{\"predicate\":\"[\\\"(id = 0)\\\"]\","
            + "\"numbers\":[1,2]},\"engineInfo\":\"Apache-Spark/4.0\"}}\n"
            + "{\"remove\":{\"path\":\""
            + removed
            + "\",\"deletionTimestamp\":1,\"dataChange\":true}}\n"
            + "{\"add\":{\"path\":\"x.parquet\",\"partitionValues\":{\"city\":\"a\"},\"size\":1,"
            + "\"modificationTime\":1,\"dataChange\":true}}\n");
    commit(2, "{\"add\":{\"path\":\"y\",\"partitionValues\":{},\"size\":1,\"stats\":\"{}\"}}\n");

    List<List<Object>> history = engine.rows("DESCRIBE HISTORY trips");

    assertThat(history.get(1))
        .isEqualTo(
            row(
                1,
                "3000-01-01T00:00:00Z",
                "DELETE",
                "numbers=[1,2], predicate=[\"(id = 0)\"]",
                "Apache-Spark/4.0",
                null,
                1,
                1));
    assertThat(history.get(0))
        .isEqualTo(row(2, "3000-01-01T00:00:00.001Z", null, null, null, null, 1, 0));
  }

  @Test
  void saysWhichCommitIsBroken() throws IOException {
    commit(1, "{\"commitInfo\":{\"oper");

    assertThatThrownBy(() -> engine.rows("DESCRIBE HISTORY trips"))
        .hasMessageContaining("00000000000000000001.json is no JSON");
  }

  private void commit(int version, String actions) throws IOException {
    Files.write(commit(version), actions.getBytes(StandardCharsets.UTF_8));
  }

  private Path commit(int version) {
    return Path.of(trips, "_delta_log", String.format("%020d.json", version));
  }
}
