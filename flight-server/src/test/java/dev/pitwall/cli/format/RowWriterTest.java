package dev.pitwall.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.cli.format.Column.Alignment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("name", Alignment.LEFT), new Column("n", Alignment.RIGHT));

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  @Test
  void alignsNumbersRight() {
    write(OutputFormat.ALIGNED, Arrays.asList("alice", "7"), Arrays.asList(null, "1234"));
    assertThat(text.toString().lines())
        .containsExactly(
            "name  |    n", "------+-----", "alice |    7", "NULL  | 1234", "(2 rows)");
  }

  @Test
  void keepsARowOnOneLine() {
    write(OutputFormat.ALIGNED, Arrays.asList("a\nb", "1"));
    assertThat(text.toString().lines())
        .containsExactly("name | n", "-----+--", "a\\nb | 1", "(1 row)");
  }

  @Test
  void showsTheColumnsOfAnEmptyAnswer() {
    write(OutputFormat.ALIGNED);
    assertThat(text.toString().lines()).containsExactly("name | n", "-----+--", "(0 rows)");
  }

  @Test
  void writesMoreRowsThanItMeasures() {
    RowWriter writer = OutputFormat.ALIGNED.writer(out);
    writer.columns(COLUMNS);
    IntStream.range(0, 5_000).forEach(i -> writer.row(List.of("x", Integer.toString(i))));
    writer.end();
    assertThat(text.toString().lines()).hasSize(5_003).contains("x    | 4999");
  }

  @Test
  void quotesWhatCsvMustQuote() {
    write(
        OutputFormat.CSV,
        Arrays.asList("a,b", "1"),
        Arrays.asList("say \"hi\"", null),
        Arrays.asList("", "two\nlines"));
    assertThat(text.toString())
        .isEqualTo("name,n\r\n\"a,b\",1\r\n\"say \"\"hi\"\"\",\r\n\"\",\"two\nlines\"\r\n");
  }

  @SafeVarargs
  private void write(OutputFormat format, List<String>... rows) {
    RowWriter writer = format.writer(out);
    writer.columns(COLUMNS);
    for (List<String> row : rows) {
      writer.row(row);
    }
    writer.end();
  }
}
