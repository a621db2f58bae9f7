package dev.pitwall.spi.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthOfTimeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "250ms | PT0.25S",
        " 30 s  | PT30S",
        "1.5m | PT1M30S",
        "2H | PT2H",
        "7d | P7D",
        "0s | PT0S",
        "5 minutes | PT5M",
        "INTERVAL '1' HOUR | PT1H",
        "interval '0.000001' second | PT0.000001S",
        "106751d | P106751D",
      })
  void readsWhatPeopleWrite(String text, Duration length) {
    assertThat(read(text)).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-1s", "5 weeks", "1s2", "106752d", "INTERVAL '1' MONTH"})
  void namesTheSettingAndWhatItIsNot(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            PitwallException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_VALUE))
        .hasMessageContaining("the pause is a length of time such as '30s'")
        .hasMessageEndingWith("not '" + text + "'");
  }

  @Test
  void readsWhatItWrites() {
    for (String text : new String[] {"0s", "1ms", "0.000001s", "106751d"}) {
      Duration length = read(text);
      assertThat(read(LengthOfTime.write(length))).isEqualTo(length);
    }
  }

  private static Duration read(String text) {
    return LengthOfTime.read("the pause", text, ErrorCode.INVALID_VALUE);
  }
}
