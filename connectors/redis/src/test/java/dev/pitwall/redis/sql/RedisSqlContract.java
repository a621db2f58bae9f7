package dev.pitwall.redis.sql;

import static dev.pitwall.redis.sql.DriverTables.driver;
import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements over real servers: what is defined, materialized and looked up. */
abstract class RedisSqlContract {
  @TempDir private Path directory;
  private TestEngine engine;

  /** The servers as {@code stores.redis} names them. */
  abstract String uris();

  @BeforeEach
  void open() {
    // The servers outlive a test, its project does not.
    String project = directory.getFileName().toString();
    engine =
        DriverTables.open(
            directory, Map.of("uris", uris(), "project", project, "lookup_deadline", "30s"));
    DriverTables.create(engine);
    engine.append(
        "stats",
        List.of(
            driver(1, 9, 0.0, "before"), driver(1, 1, 0.1, "oslo"), driver(2, 3, 0.2, "bergen")));
    engine.append("profile", List.of(driver(1, 9, 7.0, "anna"), driver(3, 9, null, null)));
    DriverTables.define(engine);
    engine.update("MATERIALIZE stats, profile");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void tellsWhatWasFoundOfEachKey() {
    assertThat(
            engine.rows(
                "SELECT driver_id, note, \"$status\" FROM online.stats"
                    + " WHERE driver_id IN (1, 2, 3) ORDER BY driver_id"))
        .containsExactly(
            row(1, "oslo", "PRESENT"), row(2, null, "OUTSIDE_MAX_AGE"), row(3, null, "NOT_FOUND"));
    assertThat(engine.rows("SELECT score, \"$status\" FROM online.profile WHERE driver_id = 3"))
        .containsExactly(row(null, "NULL_VALUE"));
  }

  @Test
  void joinsRequestsWithBothViewsOfTheEntity() {
    engine.table(
        "requests",
        Fields.schema(Fields.of("request", Fields.BIGINT), Fields.of("driver_id", Fields.INTEGER)),
        List.of(row(10L, 1), row(11L, 2), row(12L, 3), row(13L, null)));
    engine.update("CREATE TABLE requests FROM DELTA 'requests'");
    assertThat(
            engine.rows(
                "SELECT r.request, s.note, s.\"$status\", p.note, p.\"$status\" FROM requests r"
                    + " LEFT JOIN online.stats s ON s.driver_id = r.driver_id"
                    + " LEFT JOIN online.profile p ON p.driver_id = r.driver_id"
                    + " ORDER BY r.request"))
        .containsExactly(
            row(10, "oslo", "PRESENT", "anna", "PRESENT"),
            row(11, null, "OUTSIDE_MAX_AGE", null, "NOT_FOUND"),
            row(12, null, "NOT_FOUND", null, "NULL_VALUE"),
            row(13, null, "NOT_FOUND", null, "NOT_FOUND"));
  }

  @Test
  void materializesWhatIsNewAndKeepsWhatIsNewest() {
    assertThat(engine.update("MATERIALIZE stats")).isZero();
    engine.append("stats", List.of(driver(2, 0, 0.3, "back"), driver(1, 5, 0.4, "late and old")));
    assertThat(engine.update("MATERIALIZE stats")).isPositive();
    assertThat(notes("stats")).containsExactly(row(1, "oslo"), row(2, "back"));
  }

  @Test
  void materializesManyEntitiesAndFindsEachOne() {
    engine.append(
        "profile",
        LongStream.range(100, 30_100).mapToObj(i -> driver(i, 1, i / 2.0, "driver " + i)).toList());
    assertThat(engine.update("MATERIALIZE profile")).isGreaterThanOrEqualTo(30_000);
    assertThat(engine.rows("CHECK MATERIALIZATION profile").get(0).subList(2, 9))
        .isEqualTo(row(30_002, 0, 0, 0, 0, 0, 0));
    engine.update("SET online_scan = 'on'");
    assertThat(engine.rows("SELECT COUNT(*), SUM(score) FROM online.profile WHERE driver_id > 99"))
        .containsExactly(
            row(30_000, LongStream.range(100, 30_100).mapToDouble(i -> i / 2.0).sum()));
  }

  @Test
  void countsKeysThatDiffer() {
    engine.append("stats", List.of(driver(1, 0, 0.5, "newer"), driver(4, 0, 0.6, "unknown yet")));
    assertThat(engine.rows("CHECK MATERIALIZATION stats").get(0).subList(2, 9))
        .isEqualTo(row(3, 2, 1, 1, 0, 0, 0));
  }

  @Test
  void refusesToReadAllUnlessToldTo() {
    assertThatThrownBy(() -> engine.rows("SELECT note FROM online.stats"))
        .hasMessageContaining("online_scan");
  }

  @Test
  void dropsTheRowsOfAViewAndLeavesThoseOfTheOther() {
    engine.update("DROP FEATURE VIEW stats");
    engine.update("CREATE FEATURE VIEW stats ENTITY driver TIMESTAMP event_ts FROM DELTA 'stats'");
    assertThat(notes("stats")).isEmpty();
    assertThat(notes("profile")).containsExactly(row(1, "anna"), row(3, null));
  }

  private List<List<Object>> notes(String view) {
    return engine.rows(
        "SELECT driver_id, note FROM online."
            + view
            + " WHERE driver_id IN (1, 2, 3, 4) AND \"$status\" <> 'NOT_FOUND'"
            + " ORDER BY driver_id");
  }
}
