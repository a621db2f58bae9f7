package dev.pitwall.testkit.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are rows themselves. */
class RowSqlTest {
  /** More than a vector has room for before it grows. */
  private static final int COUNT = 10_000;

  private static final long DAY = 86_400_000_000L;

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.regular(COUNT, COUNT));
    engine.table(
        "numbers",
        Fields.schema(Fields.of("n", Fields.BIGINT)),
        LongStream.range(0, COUNT).mapToObj(n -> row(n)).toList());
    engine.update("CREATE TABLE numbers FROM DELTA 'numbers'");
    table("homes", homes("home", "city", "since", Fields.DATE));
  }

  @SafeVarargs
  private void table(String name, Field column, List<Object>... rows) {
    engine.table(name, Fields.schema(Fields.of("id", Fields.BIGINT), column), List.of(rows));
    engine.update("CREATE TABLE " + name + " FROM DELTA '" + name + "'");
  }

  private static Field homes(String name, String city, String since, ArrowType sinceType) {
    return Fields.struct(name, Fields.of(city, Fields.VARCHAR), Fields.of(since, sinceType));
  }

  private List<List<Object>> stored(String table) {
    return engine.rows("SELECT * FROM " + table + " ORDER BY id");
  }

  private static Map<String, Object> home(String city, Object since) {
    return fields("city", city, "since", since);
  }

  private static Map<String, Object> fields(
      String first, Object value, String second, Object other) {
    Map<String, Object> fields = new HashMap<>();
    fields.put(first, value);
    fields.put(second, other);
    return fields;
  }

  @Test
  void haveNoFieldsWithoutAType() {
    assertThatThrownBy(() -> engine.rows("SELECT ROW(n, NULL) FROM numbers"))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_TYPE))
        .hasMessageContaining("EXPR$1 of a row or map is NULL without a type; write CAST(NULL AS");
    assertThat(engine.rows("SELECT n, ROW(n, CAST(NULL AS DATE)) FROM numbers"))
        .hasSize(COUNT)
        .allSatisfy(
            r -> assertThat(new ArrayList<>(fields(r).values())).isEqualTo(row(r.get(0), null)));
  }

  @Test
  void haveAsManyAsThereAreOfEachField() {
    String sql = "SELECT n, ROW(n, CAST(n AS VARCHAR), n > 5) FROM numbers";
    assertThat(engine.rows(sql))
        .hasSize(COUNT)
        .allSatisfy(
            r ->
                assertThat(fields(r).values())
                    .map(value -> value instanceof Text text ? text.toString() : value)
                    .containsExactlyInAnyOrder(r.get(0), r.get(0).toString(), (Long) r.get(0) > 5));
  }

  @Test
  void areInserted() {
    engine.update(
        "INSERT INTO homes VALUES (1, ROW('Oslo', DATE '1970-01-03')), (2, NULL),"
            + " (3, ROW('Trondheim', NULL)), (4, ROW(NULL, '1970-01-05'))");
    engine.update("INSERT INTO homes (home, id) SELECT ROW('Bergen', '1970-01-06'), 5");
    engine.update("INSERT INTO homes VALUES (6, DEFAULT)");
    engine.update("INSERT INTO homes (id) VALUES (7)");
    assertThat(stored("homes"))
        .containsExactly(
            row(1L, home("Oslo", 2L)),
            row(2L, null),
            row(3L, home("Trondheim", null)),
            row(4L, home(null, 4L)),
            row(5L, home("Bergen", 5L)),
            row(6L, null),
            row(7L, null));
  }

  @Test
  void areInsertedFromAQuery() {
    engine.update(
        "INSERT INTO homes SELECT n, ROW('c' || CAST(n AS VARCHAR), DATE '1970-01-01' + n * INTERVAL '1' DAY)"
            + " FROM numbers WHERE n < 2");
    engine.update(
        "INSERT INTO homes SELECT n, home FROM (SELECT n, CASE WHEN n > 2 THEN"
            + " ROW('c' || CAST(n AS VARCHAR), CAST(NULL AS DATE)) END AS home FROM numbers) WHERE n IN (2, 3)");
    engine.update("INSERT INTO homes SELECT id + 10, home FROM homes WHERE id IN (1, 2)");
    assertThat(stored("homes"))
        .containsExactly(
            row(0L, home("c0", 0L)),
            row(1L, home("c1", 1L)),
            row(2L, null),
            row(3L, home("c3", null)),
            row(11L, home("c1", 1L)),
            row(12L, null));
  }

  @Test
  void takeTheirFieldsByPlaceWhateverTheirNamesAndKindredTypes() {
    table(
        "places",
        homes("place", "town", "day", Fields.DATE),
        row(1L, fields("town", "Oslo", "day", 2L)),
        row(2L, null),
        row(3L, fields("town", null, "day", null)));
    table("stays", homes("stay", "city", "since", Fields.TIMESTAMP));
    engine.update("INSERT INTO homes SELECT * FROM places");
    engine.update("INSERT INTO stays SELECT * FROM places");
    assertThat(stored("homes"))
        .containsExactly(row(1L, home("Oslo", 2L)), row(2L, null), row(3L, home(null, null)));
    assertThat(stored("stays"))
        .containsExactly(row(1L, home("Oslo", 2 * DAY)), row(2L, null), row(3L, home(null, null)));
    assertThat(
            engine.rows(
                "SELECT id, CAST(place AS ROW(a VARCHAR, b TIMESTAMP)) FROM places WHERE id < 3"))
        .containsExactly(row(1L, fields("a", "Oslo", "b", 2 * DAY)), row(2L, null));
    assertThat(
            engine.rows(
                "SELECT 1, CAST(ARRAY[ROW(n, DATE '1970-01-03')] AS ROW(a VARCHAR, b TIMESTAMP)"
                    + " ARRAY) FROM numbers WHERE n = 7"))
        .containsExactly(row(1L, List.of(fields("a", "7", "b", 2 * DAY))));
  }

  @Test
  void areInsertedInRowsAndArrays() {
    Field home = homes("home", "city", "since", Fields.DATE);
    table("people", Fields.struct("person", Fields.of("name", Fields.VARCHAR), home));
    table("trails", list(home));
    engine.update("INSERT INTO homes VALUES (1, ROW('Oslo', DATE '1970-01-03')), (2, NULL)");
    engine.update(
        "INSERT INTO people VALUES (3, ROW('Ada', ROW('Bergen', '1970-01-02'))),"
            + " (4, ROW('Bob', NULL)), (5, NULL)");
    engine.update("INSERT INTO people SELECT id, ROW('Cy', home) FROM homes");
    engine.update(
        "INSERT INTO trails VALUES"
            + " (1, ARRAY[ROW('Oslo', DATE '1970-01-03'), ROW('Trondheim', NULL), NULL]), (2, NULL)");
    engine.update("INSERT INTO trails SELECT id + 2, ARRAY[home] FROM homes");
    assertThat(stored("people"))
        .containsExactly(
            row(1L, fields("name", "Cy", "home", home("Oslo", 2L))),
            row(2L, fields("name", "Cy", "home", null)),
            row(3L, fields("name", "Ada", "home", home("Bergen", 1L))),
            row(4L, fields("name", "Bob", "home", null)),
            row(5L, null));
    assertThat(stored("trails"))
        .containsExactly(
            row(1L, Arrays.asList(home("Oslo", 2L), home("Trondheim", null), null)),
            row(2L, null),
            row(3L, List.of(home("Oslo", 2L))),
            row(4L, Arrays.asList((Object) null)));
  }

  @Test
  void areInsertedOfParameters() {
    Schema sent =
        Fields.schema(
            Fields.of("1", Fields.BIGINT),
            Fields.of("2", Fields.VARCHAR),
            Fields.of("3", Fields.DATE));
    String insert = "INSERT INTO homes VALUES (?, ROW(?, ?))";
    engine.rows(insert, sent, 1L, "Oslo", 2);
    engine.rows(insert, sent, 2L, null, 3);
    assertThat(stored("homes")).containsExactly(row(1L, home("Oslo", 2L)), row(2L, home(null, 3L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VALUES (1, ROW('Oslo')) | TYPE_MISMATCH | a ROW(city VARCHAR, since DATE) and its value a ROW(CHAR)
          VALUES (1, ROW(7, DATE '2020-01-01')) | TYPE_MISMATCH | its value a ROW(INTEGER, DATE); CAST the value
          VALUES (1, 'Oslo') | TYPE_MISMATCH | its value a CHAR; CAST the value
          SELECT id, trail FROM trails | NOT_SUPPORTED | CAST of ROW(city VARCHAR, since DATE) ARRAY to ROW(city VARCHAR, since TIMESTAMP(6)) ARRAY is not supported
          """)
  void refuseWhatTheyDoNotTake(String values, ErrorCode code, String message) {
    table("trails", list(homes("home", "city", "since", Fields.DATE)));
    table("stays", list(homes("home", "city", "since", Fields.TIMESTAMP)));
    String target = values.contains("trails") ? "stays " : "homes ";
    assertThatThrownBy(() -> engine.update("INSERT INTO " + target + values))
        .isInstanceOfSatisfying(PitwallException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private static Field list(Field element) {
    return new Field("trail", FieldType.nullable(ArrowType.List.INSTANCE), List.of(element));
  }

  private static Map<?, ?> fields(List<Object> row) {
    return (Map<?, ?>) row.get(1);
  }
}
