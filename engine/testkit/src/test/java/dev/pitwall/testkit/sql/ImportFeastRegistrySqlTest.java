package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static dev.pitwall.testkit.sql.FeastRegistryBytes.INT64;
import static dev.pitwall.testkit.sql.FeastRegistryBytes.delta;
import static dev.pitwall.testkit.sql.FeastRegistryBytes.field;
import static dev.pitwall.testkit.sql.FeastRegistryBytes.projection;
import static dev.pitwall.testkit.sql.FeastRegistryBytes.source;
import static dev.pitwall.testkit.sql.FeastRegistryBytes.viewSpec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What IMPORT FEAST REGISTRY makes of registries; one that Feast wrote is read in sql-examples. */
class ImportFeastRegistrySqlTest {
  private static final List<String> DRIVER = List.of("driver");
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("rider_id", Fields.INTEGER),
          Fields.of("event_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("created_ts", Fields.TIMESTAMP_LTZ),
          Fields.of("rate", Fields.REAL),
          Fields.of("unused", Fields.VARCHAR));

  @TempDir private Path directory;
  private Path file;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    file = directory.resolve("registry.db");
    engine = new TestEngine(directory.resolve("home"), StoreLayout.regular(4, 3));
    engine.table("stats", STATS, List.of(row(1, 2, 3_000_000, 4_000_000, 0.5, "x")));
  }

  @Test
  void keepsWhatFeastSaysOfAView() {
    ProtoBytes spec =
        viewSpec("Stats", delta("stats").text(5, "created_ts"), DRIVER)
            .message(6, new ProtoBytes().number(1, 86_400).number(2, 500_000_000))
            .text(10, "what they did: it's “ü”")
            .text(11, "ann")
            .message(5, new ProtoBytes().text(1, "team").text(2, "fleet"));
    assertThat(imported(registry().view(spec)))
        .containsExactly(created("entity", "driver"), created("feature view", "Stats"));
    FeatureViewSpec view = catalog().featureView("stats").orElseThrow();
    assertThat(view.entity().joinKeyNames()).containsExactly("driver_id");
    assertThat(view.columns())
        .extracting(ColumnSpec::name)
        .containsExactly("driver_id", "event_ts", "created_ts", "rate");
    assertThat(view.column("rate").orElseThrow().type()).isEqualTo(Fields.REAL);
    assertThat(view.eventTimestamp()).isEqualTo("event_ts");
    assertThat(view.createdTimestamp()).contains("created_ts");
    assertThat(view.timeToLive().micros()).hasValue(86_400_500_000L);
    assertThat(view.availability()).isEqualTo(Availability.ONLINE);
    assertThat(view.comment()).isEqualTo("what they did: it's “ü”");
    assertThat(engine.rows("DESCRIBE FEATURE VIEW stats").toString()).contains("ann", "team=fleet");
    assertThat(engine.rows("SELECT driver_id, rate FROM features.stats"))
        .containsExactly(row(1, 0.5));
  }

  @Test
  void offlineViewsAndThoseWithoutTtlStaySo() {
    ProtoBytes spec = viewSpec("v", delta("stats"), DRIVER).number(8, 0).message(6, message());
    imported(registry().view(spec));
    FeatureViewSpec view = catalog().featureView("v").orElseThrow();
    assertThat(view.availability()).isEqualTo(Availability.OFFLINE_ONLY);
    assertThat(view.timeToLive().micros()).isEmpty();
    assertThat(view.createdTimestamp()).isEmpty();
  }

  @Test
  void severalEntitiesBecomeOneAndNoneToo() {
    FeastRegistryBytes registry =
        registry()
            .entity("p", "rider", "rider_id", 3)
            .entity("p", "__dummy", "__dummy_id", 2)
            .view(viewSpec("both", delta("stats"), List.of("rider", "driver")))
            .view(viewSpec("again", delta("stats"), List.of("driver", "rider")))
            .view(viewSpec("none", delta("stats"), List.of("__dummy")));
    assertThat(imported(registry))
        .containsExactly(
            created("entity", "driver"),
            created("entity", "rider"),
            row(
                "entity",
                "driver_and_rider",
                "created",
                "stands for the entities driver, rider together"),
            row("entity", "__dummy", "created", "stands for no entity, as Feast names that"),
            created("feature view", "both"),
            created("feature view", "again"),
            created("feature view", "none"));
    assertThat(catalog().featureView("both").orElseThrow().entity().joinKeyNames())
        .containsExactly("driver_id", "rider_id");
    assertThat(catalog().featureView("none").orElseThrow().entity().joinKeys()).isEmpty();
  }

  @Test
  void theTypeOfAKeyMayBeToldByAView() {
    ProtoBytes typed =
        viewSpec("v", delta("stats"), List.of("untold")).message(12, field("driver_id", INT64));
    FeastRegistryBytes registry =
        new FeastRegistryBytes()
            .entity("p", "untold", "driver_id", 0)
            .entity("p", "unused", "x", 0)
            .entity("p", "real", "y", 5)
            .view(typed);
    assertThat(imported(registry))
        .containsExactly(
            created("entity", "untold"),
            refused("entity", "unused", "the registry does not tell the type of the join key x"),
            refused(
                "entity",
                "real",
                "the join key y is of Feast's type 5, which has no exact identity here"),
            created("feature view", "v"));
  }

  @Test
  void saysWhyAViewIsNotMapped() {
    FeastRegistryBytes registry =
        registry()
            .entity("p", "narrow", "rider_id", INT64)
            .view(viewSpec("query", source(2), DRIVER))
            .view(viewSpec("absent", delta("nowhere"), DRIVER))
            .view(viewSpec("renamed", delta("stats").message(2, pair("a", "b")), DRIVER))
            .view(viewSpec("lacking", delta("stats"), DRIVER).message(4, field("rat", INT64)))
            .view(viewSpec("mistyped", delta("stats"), List.of("narrow")))
            .view(viewSpec("lost", delta("stats"), List.of("ghost")))
            .view(viewSpec("made", delta("stats"), DRIVER).message(14, message()));
    List<List<Object>> rows = imported(registry);
    assertThat(rows.subList(2, rows.size()))
        .containsExactly(
            refused("feature view", "query", "its rows are in a BigQuery source"),
            refused("feature view", "absent", "no table at nowhere; known are [stats]"),
            refused("feature view", "renamed", "its source renames columns: {a=b}"),
            refused("feature view", "lacking", "the table has no column rat; did you mean rate?"),
            refused(
                "feature view",
                "mistyped",
                "the join key rider_id is BIGINT in entity narrow, but INTEGER in feature view"
                    + " mistyped; make them the same"),
            refused("feature view", "lost", "the registry has no entity ghost"),
            refused("feature view", "made", "its features are computed from its source by Feast"));
    assertThat(catalog().featureViews()).isEmpty();
  }

  @Test
  void aStreamBesideATableIsNoted() {
    ProtoBytes spec = viewSpec("v", delta("stats"), DRIVER).message(9, source(9));
    FeastRegistryBytes registry = registry().view(spec);
    assertThat(imported(registry))
        .contains(
            row("feature view", "v", "created", "what its push source brings is seen online only"));
  }

  @Test
  void servicesNeedTheirViewsAsTheyAre() {
    FeastRegistryBytes registry =
        registry()
            .view(viewSpec("v", delta("stats"), DRIVER))
            .view(viewSpec("w", source(2), DRIVER))
            .service(service("good").message(3, projection("v")))
            .service(service("broken").message(3, projection("v")).message(3, projection("w")))
            .service(service("aliased").message(3, projection("v").text(3, "x")))
            .service(service("rekeyed").message(3, projection("v").message(4, pair("a", "b"))));
    List<List<Object>> rows = imported(registry);
    assertThat(rows.subList(3, rows.size()))
        .containsExactly(
            created("feature service", "good"),
            refused("feature service", "broken", "it selects w, which is not mapped"),
            refused("feature service", "aliased", "it calls v by another name, x"),
            refused("feature service", "rekeyed", "it gives the join keys of v other names"));
    assertThat(catalog().featureService("good").orElseThrow().selections())
        .hasToString("[Selection[view=v, features=[rate]]]");
  }

  @Test
  void listsWhatHasNoCounterpart() {
    FeastRegistryBytes registry = registry().object(8, service("o")).object(14, service("s"));
    assertThat(imported(registry))
        .extracting(row -> row.subList(0, 3).toString())
        .containsExactly(
            "[entity, driver, created]",
            "[on-demand feature view, o, not mapped]",
            "[stream feature view, s, not mapped]");
  }

  @Test
  void isOneChangeAndCanBeRepeated() {
    FeastRegistryBytes registry = registry().view(viewSpec("v", delta("stats"), DRIVER));
    imported(registry);
    assertThat(catalog().version()).isEqualTo(1);
    engine.update("MATERIALIZE v");
    assertThat(imported(registry))
        .containsExactly(
            row("entity", "driver", "replaced", null), row("feature view", "v", "replaced", null));
    assertThat(catalog().version()).isEqualTo(1);
    assertThat(engine.rows("SELECT rate FROM online.v WHERE driver_id = 1"))
        .containsExactly(row(0.5));
  }

  @Test
  void namesThatDifferInCaseOnlyAreOne() {
    FeastRegistryBytes registry = registry().entity("p", "DRIVER", "driver_id", INT64);
    assertThat(imported(registry))
        .containsExactly(
            created("entity", "driver"),
            refused("entity", "DRIVER", "another one has that name, when case is set aside"));
  }

  @Test
  void takesOneProject() {
    FeastRegistryBytes registry = registry().entity("q", "rider", "rider_id", INT64);
    registry.write(file);
    assertFails("", ErrorCode.INVALID_STATEMENT, 23, "the registry has several projects, p, q;");
    assertFails(" PROJECT 'r'", ErrorCode.INVALID_STATEMENT, 0, "no project r; it has p, q");
    assertThat(engine.rows(statement() + " PROJECT 'q'"))
        .containsExactly(created("entity", "rider"));
    assertThat(catalog().entity("driver")).isEmpty();
  }

  @Test
  void refusesWhatIsNoRegistry() throws IOException {
    assertFails("", ErrorCode.LOCATION_NOT_FOUND, 23, "there is no file at '");
    Files.createDirectory(file);
    assertFails("", ErrorCode.LOCATION_NOT_FOUND, 23, "there is no file at '");
    Files.delete(file);
    byte[] whole = registry().toArray();
    for (byte[] bytes :
        List.of(
            new byte[0],
            "SQLite format 3\0".getBytes(),
            "project: p\n".getBytes(),
            Arrays.copyOf(whole, whole.length - 1),
            new ProtoBytes().text(3, "1").number(1, 7).toArray())) {
      Files.write(file, bytes);
      assertFails("", ErrorCode.INVALID_VALUE, 23, "is not the registry file that `feast apply`");
    }
    PitwallException remote = failure("IMPORT FEAST REGISTRY 's3://bucket/registry.db'");
    assertThat(remote.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    assertThat(catalog().version()).isZero();
  }

  private void assertFails(String clause, ErrorCode code, int column, String message) {
    PitwallException failure = failure(statement() + clause);
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    assertThat(failure.getMessage()).contains(message);
    int place = failure.position().orElseThrow().column();
    assertThat(place).isEqualTo(column > 0 ? column : statement().length() + 10);
  }

  private PitwallException failure(String sql) {
    PitwallException failure = catchThrowableOfType(PitwallException.class, () -> engine.rows(sql));
    assertThat(failure).as(sql).isNotNull();
    return failure;
  }

  private List<List<Object>> imported(FeastRegistryBytes registry) {
    registry.write(file);
    return engine.rows(statement());
  }

  private String statement() {
    return "IMPORT FEAST REGISTRY '" + file + "'";
  }

  private CatalogSnapshot catalog() {
    return engine.engine().catalog();
  }

  private static FeastRegistryBytes registry() {
    return new FeastRegistryBytes().entity("p", "driver", "driver_id", INT64);
  }

  private static ProtoBytes service(String name) {
    return new ProtoBytes().text(1, name).text(2, "p");
  }

  private static ProtoBytes message() {
    return new ProtoBytes();
  }

  private static ProtoBytes pair(String first, String second) {
    return new ProtoBytes().text(1, first).text(2, second);
  }

  private static List<Object> created(String kind, String name) {
    return row(kind, name, "created", null);
  }

  private static List<Object> refused(String kind, String name, String reason) {
    return row(kind, name, "not mapped", reason);
  }
}
