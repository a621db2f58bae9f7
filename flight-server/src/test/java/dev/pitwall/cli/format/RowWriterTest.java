package dev.pitwall.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.cli.format.Column.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("name", Kind.TEXT), new Column("n", Kind.NUMBER));

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
  void alignsCharactersThatAreTwoColumnsWide() {
    write(OutputFormat.ALIGNED, Arrays.asList("日本語", "1"), Arrays.asList("e\u0301", "2"));
    assertThat(text.toString().lines())
        .containsExactly("name   | n", "-------+--", "日本語 | 1", "e\u0301      | 2", "(2 rows)");
  }

  @Test
  void aValueCommandsNoTerminal() {
    write(OutputFormat.ALIGNED, Arrays.asList("\u001b[2J\t", "1"));
    assertThat(text.toString().lines())
        .containsExactly("name        | n", "------------+--", "\\u001b[2J\\t | 1", "(1 row)");
  }

  @Test
  void showsTheColumnsOfAnEmptyAnswer() {
    write(OutputFormat.ALIGNED);
    assertThat(text.toString().lines()).containsExactly("name | n", "-----+--", "(0 rows)");
  }

  @Test
  void writesMoreRowsThanItMeasures() {
    RowWriter writer = OutputFormat.ALIGNED.rows(out);
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

  @Test
  void aLineForEachCell() {
    write(OutputFormat.VERTICAL, Arrays.asList("a\nb", null));
    assertThat(text.toString().lines())
        .containsExactly("-[ row 1 ]-", "name | a\\nb", "n    | NULL", "(1 row)");
  }

  @Test
  void tabsTellNullFromEmptyText() {
    write(OutputFormat.TSV, Arrays.asList("", null), Arrays.asList("a\tb\\N", "1"));
    assertThat(text.toString()).isEqualTo("name\tn\n\t\\N\na\\tb\\\\N\t1\n");
  }

  @Test
  void anObjectOfJsonALineHasAllDigits() {
    write(
        OutputFormat.JSON,
        Arrays.asList("say \"hi\"\n", "12345678901234567890.000000000000000001"),
        Arrays.asList(null, "NaN"),
        Arrays.asList("", "-Infinity"));
    assertThat(text.toString())
        .isEqualTo(
            "{\"name\":\"say \\\"hi\\\"\\n\",\"n\":12345678901234567890.000000000000000001}\n"
                + "{\"name\":null,\"n\":\"NaN\"}\n"
                + "{\"name\":\"\",\"n\":\"-Infinity\"}\n");
  }

  @Test
  void everyColumnOfJsonHasANameOfItsOwn() {
    RowWriter writer = OutputFormat.JSON.rows(out);
    writer.columns(
        Stream.of("a", "b", "a", "a_2", "a").map(name -> new Column(name, Kind.NUMBER)).toList());
    writer.row(List.of("1", "2", "3", "4", "5"));
    writer.end();
    assertThat(text.toString()).isEqualTo("{\"a\":1,\"b\":2,\"a_3\":3,\"a_2\":4,\"a_4\":5}\n");
  }

  @Test
  void markdownShowsTextsAsTheyAre() {
    write(
        OutputFormat.MARKDOWN,
        Arrays.asList("__init__ &lt; driver_id", "1"),
        Arrays.asList("`a` [b](c) ~~d~~\re\r\nf", "2"));
    assertThat(text.toString().lines().skip(2))
        .containsExactly(
            "| \\_\\_init\\_\\_ &amp;lt; driver_id | 1 |",
            "| \\`a\\` \\[b](c) \\~\\~d\\~\\~<br>e<br>f | 2 |");
  }

  @Test
  void aTableOfMarkdown() {
    write(OutputFormat.MARKDOWN, Arrays.asList("a|b\nc", null), Arrays.asList("NULL", "1"));
    assertThat(text.toString().lines())
        .containsExactly(
            "| name | n |", "| --- | ---: |", "| a\\|b<br>c | *NULL* |", "| NULL | 1 |");
  }

  @SafeVarargs
  private void write(OutputFormat format, List<String>... rows) {
    RowWriter writer = format.rows(out);
    writer.columns(COLUMNS);
    for (List<String> row : rows) {
      writer.row(row);
    }
    writer.end();
  }
}
