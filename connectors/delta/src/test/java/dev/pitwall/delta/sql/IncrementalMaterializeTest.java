package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.session.Progress;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.generate.SeededCases;
import dev.pitwall.testkit.store.ObservedOnlineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of MATERIALIZE that read what was added since the last one, against full ones. */
class IncrementalMaterializeTest {
  private static final Schema THINGS =
      Fields.schema(
          Fields.of("id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("created_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("note", Fields.VARCHAR));
  private static final String LATE = "materialize things, late rows since version ";
  private static final String ALL = "materialize things, all rows: ";

  @TempDir private Path directory;
  private final ObservedOnlineStore online = new ObservedOnlineStore();

  @Test
  void readsWhatWasAdded() throws IOException {
    try (DeltaEngine engine = open(directory, " CREATED created_ts")) {
      engine.append("things", THINGS, List.of(row(1L, 50L, 1L, "a"), row(2L, 50L, 1L, "b")));
      assertThat(ways(engine)).containsExactly("materialize things");
      assertThat(ways(engine)).containsExactly("materialize things");
      engine.append("things", THINGS, List.of(row(3L, 10L, 1L, "late"), row(1L, 9L, 1L, "older")));
      assertThat(ways(engine)).containsExactly("materialize things", LATE + 1);
      assertThat(notes(engine)).containsExactly("a", "b", "late");
      engine.rows("OPTIMIZE things");
      assertThat(ways(engine)).as("rows that only moved").containsExactly("materialize things");
      engine.append("things", THINGS, List.of(row(4L, 8L, 1L, "late too")));
      engine.rows("OPTIMIZE things ZORDER BY (id)");
      assertThat(ways(engine)).containsExactly("materialize things", LATE + 3);
      assertThat(notes(engine)).containsExactly("a", "b", "late", "late too");
    }
  }

  @Test
  void readsAllWhereMoreThanThatMayHaveChanged() throws IOException {
    try (DeltaEngine engine = open(directory, "")) {
      engine.append("things", THINGS, List.of(row(1L, 50L, 1L, "a"), row(2L, 50L, 1L, "b")));
      ways(engine);
      engine.rows("ERASE ENTITY thing (id = 1)");
      engine.append("things", THINGS, List.of(row(3L, 10L, 1L, "late")));
      assertThat(ways(engine)).containsExactly(ALL + "more may have changed since version 1");
      assertThat(notes(engine)).containsExactly("b", "late");
      engine.append("things", THINGS, List.of(row(4L, 10L, 1L, "in a file that goes")));
      engine.rows("OPTIMIZE things");
      engine.rows("VACUUM things RETAIN 0 HOURS");
      assertThat(ways(engine)).containsExactly(ALL + "more may have changed since version 3");
      assertThat(notes(engine)).containsExactly("b", "late", "in a file that goes");
      replaceTable(engine);
      assertThat(ways(engine)).containsExactly(ALL + "more may have changed since version 5");
      assertThat(notes(engine)).contains("of another table");
    }
  }

  /** Another table of more versions than were read at its place, as somebody else may put there. */
  private void replaceTable(DeltaEngine engine) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("things"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    for (long id = 10; id < 20; id++) {
      engine.append("things", THINGS, List.of(row(id, 10L, 1L, "of another table")));
    }
  }

  @Test
  void endsAsFullRunsDo() {
    SeededCases.forAll(
        5, seed -> new Interleaving(directory.resolve("case" + seed), seed), Interleaving::check);
  }

  private DeltaEngine open(Path place, String created) {
    DeltaEngine engine = new DeltaEngine(place, online);
    engine.append("things", THINGS, List.of(row(0L, 99_000_000_000_000_000L, 1L, "tomorrow")));
    engine.update("CREATE ENTITY thing (id BIGINT)");
    engine.update(
        "CREATE FEATURE VIEW things ENTITY thing TIMESTAMP event_ts"
            + created
            + " FROM DELTA '"
            + place.resolve("things")
            + "'");
    engine.update("SET online_scan = 'on'");
    return engine;
  }

  private static List<String> ways(DeltaEngine engine) {
    List<Progress> reports = new ArrayList<>();
    engine.session().reportProgressTo(reports::add);
    engine.update("MATERIALIZE things");
    return reports.stream().map(Progress::task).distinct().toList();
  }

  private static List<Object> notes(DeltaEngine engine) {
    return engine.rows("SELECT note FROM online.things ORDER BY id").stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** Random statements, beside a list of the rows that the table should have. */
  private final class Interleaving {
    private final Path place;
    private final Random random;
    private final boolean isDated;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private long to;

    Interleaving(Path place, long seed) {
      this.place = place;
      this.random = new Random(seed);
      this.isDated = random.nextBoolean();
    }

    void check() {
      try (DeltaEngine engine = open(place, isDated ? " CREATED created_ts" : "")) {
        for (int step = 0; step < 25; step++) {
          step(engine);
        }
        materialize(engine);
      }
    }

    private void step(DeltaEngine engine) {
      switch (random.nextInt(12)) {
        case 0 -> run(engine, "OPTIMIZE things");
        case 1 -> run(engine, "OPTIMIZE things ZORDER BY (id, event_ts)");
        case 2 -> erase(engine, random.nextInt(6));
        case 3 -> run(engine, "VACUUM things RETAIN 0 HOURS");
        case 4 -> breakOff(engine);
        case 5, 6, 7 -> materialize(engine);
        default -> insert(engine);
      }
    }

    private void run(DeltaEngine engine, String sql) {
      said.add(sql);
      engine.rows(sql);
    }

    private void erase(DeltaEngine engine, long id) {
      run(engine, "ERASE ENTITY thing (id = " + id + ")");
      rows.removeIf(row -> row.get(0).equals(id));
    }

    private void insert(DeltaEngine engine) {
      List<List<Object>> added = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        Long created = random.nextInt(3) == 0 ? null : (long) random.nextInt(3);
        String note = "row " + (rows.size() + added.size()) + " of step " + said.size();
        added.add(row((long) random.nextInt(6), (long) random.nextInt(30), created, note));
      }
      said.add("INSERT " + added);
      engine.append("things", THINGS, added);
      rows.addAll(added);
    }

    private String statement() {
      to = Math.min(30, to + random.nextInt(8));
      return "MATERIALIZE things TO '1970-01-01 00:00:00." + String.format("%06d", to) + "Z'";
    }

    private void breakOff(DeltaEngine engine) {
      online.failWritesAfter(random.nextInt(2));
      try {
        run(engine, statement());
      } catch (PitwallException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
      } finally {
        online.recover();
      }
    }

    private void materialize(DeltaEngine engine) {
      run(engine, statement());
      assertThat(
              engine.rows("SELECT id, \"$event_timestamp\", note FROM online.things ORDER BY id"))
          .isEqualTo(newest());
    }

    private List<List<Object>> newest() {
      Map<Object, List<Object>> newest = new TreeMap<>();
      for (List<Object> row : rows) {
        if ((Long) row.get(1) <= to) {
          newest.merge(row.get(0), row, (old, next) -> order(old, next) <= 0 ? next : old);
        }
      }
      return newest.values().stream()
          .map(row -> Arrays.asList(row.get(0), row.get(1), row.get(3)))
          .toList();
    }

    private int order(List<Object> left, List<Object> right) {
      int byEvent = Long.compare((Long) left.get(1), (Long) right.get(1));
      return byEvent != 0 || !isDated
          ? byEvent
          : Comparator.<Long>nullsFirst(Comparator.naturalOrder())
              .compare((Long) left.get(2), (Long) right.get(2));
    }

    @Override
    public String toString() {
      return String.join(System.lineSeparator(), said);
    }
  }
}
