package dev.pitwall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.cli.format.CellText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCommandTest {
  private static final String ROW =
      "SELECT CAST('0.000000000000000001' AS DECIMAL(38, 18)) AS d,"
          + " TIMESTAMP '2013-01-01 10:00:00.000001' AS t, CAST(NULL AS VARCHAR) AS x, '' AS y";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyFormatKeepsDigitsAndNulls() {
    assertThat(answer("CSV")).endsWith("0.000000000000000001,2013-01-01 10:00:00.000001,,\"\"\r\n");
    assertThat(answer("TSV"))
        .endsWith("\n0.000000000000000001\t2013-01-01 10:00:00.000001\t\\N\t\n");
    assertThat(answer("JSON"))
        .isEqualTo(
            "{\"d\":0.000000000000000001,\"t\":\"2013-01-01 10:00:00.000001\","
                + "\"x\":null,\"y\":\"\"}\n");
    assertThat(answer("MARKDOWN"))
        .endsWith("| 0.000000000000000001 | 2013-01-01 10:00:00.000001 | *NULL* |  |\n");
  }

  @Test
  void anArrowFileHasTheAnswerAsItIs() throws IOException {
    Path file = directory.resolve("answer.arrows");
    assertThat(run("-e", ROW, "--output-format", "arrow", "-o", file.toString())).isZero();
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader = new ArrowStreamReader(Files.newInputStream(file), allocator)) {
      assertThat(reader.loadNextBatch()).isTrue();
      DecimalVector decimal = (DecimalVector) reader.getVectorSchemaRoot().getVector("d");
      TimeStampMicroVector time =
          (TimeStampMicroVector) reader.getVectorSchemaRoot().getVector("t");
      assertThat(decimal.getObject(0)).isEqualTo(new BigDecimal("0.000000000000000001"));
      assertThat(time.get(0)).isEqualTo(1_357_034_400_000_001L);
      assertThat(reader.getVectorSchemaRoot().getVector("x").isNull(0)).isTrue();
      assertThat(reader.loadNextBatch()).isFalse();
    }
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aParquetFileHasEveryTypeAsItIs() throws IOException {
    String sql =
        "SELECT TRUE AS a, CAST(1 AS TINYINT) AS b, CAST(2 AS SMALLINT) AS c, 3 AS d,"
            + " CAST(4 AS BIGINT) AS e, CAST(0.5 AS REAL) AS f, CAST(0.25 AS DOUBLE) AS g,"
            + " CAST('-1.25' AS DECIMAL(9, 2)) AS h, CAST('-1.25' AS DECIMAL(18, 3)) AS i,"
            + " CAST('-0.000000000000000001' AS DECIMAL(38, 18)) AS j, 'text' AS k, X'00FF' AS l,"
            + " DATE '2013-01-01' AS m, TIMESTAMP '2013-01-01 10:00:00.000001' AS n,"
            + " CAST('2013-01-01 10:00:00.000001' AS TIMESTAMP_LTZ) AS o, ARRAY[1, NULL] AS p,"
            + " CAST(NULL AS VARCHAR) AS q";
    Path file = directory.resolve("answer.parquet");
    assertThat(run("-e", sql, "--output-format", "parquet", "-o", file.toString())).isZero();
    String read = "CREATE TABLE read_back FROM PARQUET '" + file + "'";
    assertThat(run("-e", read, "--output-format", "csv")).isZero();
    assertThat(arrow("SELECT * FROM read_back")).isEqualTo(arrow(sql));
  }

  /** The columns' names, types and values. */
  private String arrow(String sql) throws IOException {
    Path file = directory.resolve("answer.arrows");
    assertThat(run("-e", sql, "--output-format", "arrow", "-o", file.toString())).isZero();
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader = new ArrowStreamReader(Files.newInputStream(file), allocator)) {
      assertThat(reader.loadNextBatch()).isTrue();
      return reader.getVectorSchemaRoot().getFieldVectors().stream()
          .map(v -> v.getName() + " " + v.getMinorType() + " " + CellText.of(v, 0))
          .collect(Collectors.joining("\n"));
    }
  }

  @Test
  void aParquetFileHoldsOneAnswerOfDistinctColumns() {
    Path file = directory.resolve("answer.parquet");
    String[] arguments = {"--output-format", "parquet", "--output", file.toString(), "-e"};
    assertThat(run(with(arguments, "SELECT 1 AS a; SELECT 2 AS a"))).isEqualTo(1);
    assertThat(err.toString()).contains("a file of PARQUET holds one answer; run the second query");
    assertThat(run(with(arguments, "SELECT 1 AS a, 2 AS a"))).isEqualTo(1);
    assertThat(err.toString()).contains("a Parquet file cannot hold two columns a; name one");
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileIsWrittenWholeOrNotAtAll() throws IOException {
    Path file = directory.resolve("answer.csv");
    Files.writeString(file, "as it was");
    String[] arguments = {"--output-format", "csv", "--output", file.toString(), "-e"};
    assertThat(run(with(arguments, "SELECT 1 AS a; SELECT * FROM nowhere"))).isEqualTo(1);
    assertThat(file).hasContent("as it was");
    assertThat(run(with(arguments, "SELECT 1 AS a; SELECT 2 AS a"))).isZero();
    assertThat(file).hasContent("a\r\n1\r\na\r\n2");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .filteredOn(name -> name.startsWith("answer"))
          .containsExactly("answer.csv");
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsOneLine() {
    Path file = directory.resolve("none").resolve("answer.csv");
    assertThat(run("-e", "SELECT 1", "-o", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("error: " + file + " cannot be written [INVALID_VALUE, 22000]");
    assertThat(run("-e", "SELECT 1", "-o", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(directory + " is a directory");
  }

  @Test
  void aFileKeepsItsPermissionsAndTheLinkToIt() throws IOException {
    Path file = Files.writeString(directory.resolve("answer.csv"), "as it was");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link.csv"), file);
    assertThat(run("-e", "SELECT 1 AS a", "--output-format", "csv", "-o", link.toString()))
        .isZero();
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("a\r\n1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aPipeIsWrittenToAndStays() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> bytes(pipe));
    assertThat(run("-e", "SELECT 1 AS a", "--output-format", "csv", "-o", pipe.toString()))
        .isZero();
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(read.join()).asString(StandardCharsets.UTF_8).isEqualTo("a\r\n1\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1 AS a", "SET time_zone = 'UTC'"})
  void anAnswerThatIsLostIsAnError(String sql) throws IOException {
    try (PrintWriter full = new PrintWriter(Files.newBufferedWriter(Path.of("/dev/full")))) {
      assertThat(run(full, "-e", sql)).isEqualTo(1);
    }
    assertThat(err.toString().lines())
        .containsExactly(
            "error: the answer was not written whole: what reads it has ended, or the disk is full"
                + " [INVALID_VALUE, 22000]");
  }

  @Test
  void aScriptMayBeginWithAByteOrderMark() throws IOException {
    Path file = Files.writeString(directory.resolve("marked.sql"), "\uFEFFSELECT 1 AS a;\n");
    assertThat(run("-f", file.toString(), "--output-format", "csv")).isZero();
    assertThat(out.toString()).isEqualTo("a\r\n1\r\n");
  }

  @Test
  void aScriptIsUtf8WhereverItComesFrom() throws IOException {
    byte[] latin = "SELECT 'ä'".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Script.read(new ByteArrayInputStream(latin)))
        .hasMessage("the standard input is not UTF-8 text");
    Path file = Files.write(directory.resolve("latin.sql"), latin);
    assertThatThrownBy(() -> Script.read(file)).hasMessage(file + " is not UTF-8 text");
  }

  @Test
  void timingGoesToTheStandardError() {
    assertThat(run("-e", "SELECT 1 AS a", "--timing", "--output-format", "csv")).isZero();
    assertThat(out.toString()).isEqualTo("a\r\n1\r\n");
    assertThat(err.toString()).matches("1 row, \\d+ ms\\R");
  }

  private String answer(String format) {
    out.getBuffer().setLength(0);
    assertThat(run("-e", ROW, "--output-format", format)).isZero();
    return out.toString();
  }

  private static String[] with(String[] arguments, String last) {
    return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int run(String... arguments) {
    return run(new PrintWriter(out), arguments);
  }

  private int run(PrintWriter to, String... arguments) {
    String[] all =
        Stream.concat(
                Stream.of("sql", "--data", directory.resolve("engine").toString()),
                Stream.of(arguments))
            .toArray(String[]::new);
    return PitwallCommand.commandLine().setOut(to).setErr(new PrintWriter(err)).execute(all);
  }
}
