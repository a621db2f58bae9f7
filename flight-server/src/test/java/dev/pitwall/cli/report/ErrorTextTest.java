package dev.pitwall.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  private static final PitwallException ERROR =
      new PitwallException(ErrorCode.TABLE_NOT_FOUND, "there is no table t");

  @Test
  void theCaretStandsUnderThePlace() {
    assertThat(
            ErrorText.withCaret(ERROR.at(new SourcePosition(2, 7)), "SELECT 1\n\tFROM t WHERE x"))
        .isEqualTo(
            String.join(
                System.lineSeparator(),
                "error: line 2, column 7: there is no table t [TABLE_NOT_FOUND, 42P01]",
                "   FROM t WHERE x",
                "        ^"));
  }

  @Test
  void ofALongLineOnlyTheSurroundingsAreShown() {
    String sql = "x".repeat(500) + "here" + "y".repeat(500);
    String[] lines =
        ErrorText.withCaret(ERROR.at(new SourcePosition(1, 501)), sql)
            .split(System.lineSeparator());
    assertThat(lines[1].indexOf("here")).isEqualTo(lines[2].indexOf('^'));
    assertThat(lines[1]).hasSizeLessThan(130);
  }

  @Test
  void withoutAPlaceThereIsOneLine() {
    assertThat(ErrorText.withCaret(ERROR, "SELECT 1")).isEqualTo(ErrorText.line(ERROR));
    assertThat(ErrorText.withCaret(ERROR.at(new SourcePosition(9, 1)), "SELECT 1")).hasLineCount(1);
  }
}
