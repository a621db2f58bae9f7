package dev.pitwall.delta.sql;

import static dev.pitwall.testkit.batch.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are rows, in real Delta tables. */
class RowDeltaSqlTest {
  private static final String PEOPLE =
      """
      {'type': 'struct', 'fields': [
        {'name': 'id', 'type': 'long', 'nullable': true, 'metadata': {}},
        {'name': 'person', 'nullable': true, 'metadata': {}, 'type': {'type': 'struct', 'fields': [
          {'name': 'name', 'type': 'string', 'nullable': false, 'metadata': {}},
          {'name': 'home', 'nullable': false, 'metadata': {}, 'type': {'type': 'struct', 'fields': [
            {'name': 'city', 'type': 'string', 'nullable': false, 'metadata': {}}]}}]}},
        {'name': 'calls', 'nullable': true, 'metadata': {},
          'type': {'type': 'array', 'elementType': 'long', 'containsNull': false}},
        {'name': 'seen', 'nullable': true, 'metadata': {}, 'type':
          {'type': 'map', 'keyType': 'string', 'valueType': 'long', 'valueContainsNull': false}}]}
      """;

  @TempDir private Path directory;
  private DeltaEngine engine;

  @BeforeEach
  void open() {
    engine = new DeltaEngine(directory);
    engine.update(
        "CREATE TABLE homes (id BIGINT, home ROW(city VARCHAR, since DATE),"
            + " trail ROW(city VARCHAR, since DATE) ARRAY)"
            + at("homes"));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void areWrittenAndRead() {
    engine.update(
        "INSERT INTO homes VALUES"
            + " (1, ROW('Oslo', DATE '1970-01-03'), ARRAY[ROW('Bergen', DATE '1970-01-02'), NULL]),"
            + " (2, NULL, NULL), (3, ROW('Trondheim', NULL), NULL)");
    engine.update("INSERT INTO homes SELECT id + 3, home, ARRAY[home] FROM homes");
    assertThat(engine.rows("SELECT * FROM homes ORDER BY id"))
        .containsExactly(
            row(1L, home("Oslo", 2L), Arrays.asList(home("Bergen", 1L), null)),
            row(2L, null, null),
            row(3L, home("Trondheim", null), null),
            row(4L, home("Oslo", 2L), List.of(home("Oslo", 2L))),
            row(5L, null, Arrays.asList((Object) null)),
            row(6L, home("Trondheim", null), List.of(home("Trondheim", null))));
  }

  /** Other engines read such a table no more, once a NULL is in it. */
  @Test
  void haveWhatTablesOfOthersDeclareNotNull() throws IOException {
    Path log = directory.resolve("people/_delta_log");
    Files.createDirectories(log);
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
        {"metaData":{"id":"1","format":{"provider":"parquet","options":{}},"schemaString":"%s","partitionColumns":[],"configuration":{},"createdTime":1}}
        """
            .formatted(PEOPLE.replaceAll("\\s", "").replace("'", "\\\"")));
    engine.update("CREATE TABLE people" + at("people"));
    refused(", ROW(CAST(NULL AS VARCHAR), ROW('Oslo')), NULL, NULL", "person.name, which is NOT");
    refused(", ROW('Ada', CAST(NULL AS ROW(city VARCHAR))), NULL, NULL", "person.home, which");
    refused(", NULL, ARRAY[1, NULL], NULL", "calls.element");
    refused(", NULL, NULL, MAP['a', CAST(NULL AS BIGINT)]", "seen.value");
    engine.update(
        "INSERT INTO people VALUES (1, ROW('Ada', ROW('Oslo')), ARRAY[1], NULL),"
            + " (2, NULL, NULL, MAP['a', 1])");
    assertThat(engine.rows("SELECT id FROM people ORDER BY id")).containsExactly(row(1L), row(2L));
  }

  private void refused(String values, String words) {
    assertThatThrownBy(
            () ->
                engine.update(
                    "INSERT INTO people SELECT 1" + values + " FROM (VALUES 'a', 'b') AS t (note)"))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE))
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ROW(city VARCHAR NOT NULL) | UNSUPPORTED_TYPE | cannot be NOT NULL, as city is to be
          MAP<VARCHAR, ROW(a ROW(b DATE NOT NULL) NULL)> | UNSUPPORTED_TYPE | NOT NULL, as b
          ROW(city VARCHAR, City VARCHAR) | DUPLICATE_COLUMN | two fields of a ROW are named City
          ROW("my city" VARCHAR) ARRAY | INVALID_STATEMENT | no space and none of ,;{}()= but "my city" has
          """)
  void haveOnlyPartsThatTablesHave(String type, ErrorCode code, String words) {
    assertThatThrownBy(() -> engine.update("CREATE TABLE t (id BIGINT, r " + type + ")" + at("t")))
        .isInstanceOfSatisfying(PitwallException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words);
    assertThat(directory.resolve("t")).doesNotExist();
  }

  private String at(String table) {
    return " FROM DELTA '" + directory.resolve(table) + "'";
  }

  private static Map<String, Object> home(String city, Long since) {
    Map<String, Object> home = new HashMap<>();
    home.put("city", city);
    home.put("since", since);
    return home;
  }
}
