package dev.pitwall.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TableSource;
import dev.pitwall.spi.offline.SnapshotSelector;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotOptionsTest {
  @Test
  void meansTheLatestVersionUnlessOneIsNamed() {
    assertThat(selector(Map.of())).isEqualTo(new SnapshotSelector.Latest());
    assertThat(selector(Map.of("version", "12"))).isEqualTo(new SnapshotSelector.AtVersion(12));
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01 00:00:01,1000000",
    "1970-01-01T00:00:01Z,1000000",
    "1970-01-01 02:00:00.000001+02:00,1",
    "1969-12-31 23:59:59.999999,-1"
  })
  void readsMomentsInUtcToTheMicrosecond(String text, long micros) {
    assertThat(selector(Map.of("timestamp", text)))
        .isEqualTo(new SnapshotSelector.AtTimestamp(micros));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "latest", ""})
  void refusesWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> selector(Map.of("version", text)))
        .isInstanceOf(PitwallException.class)
        .hasMessageContaining("whole number");
  }

  @Test
  void refusesWhatIsNoMomentAndTwoAnswers() {
    assertThatThrownBy(() -> selector(Map.of("timestamp", "2024-02-30 00:00:00")))
        .isInstanceOf(PitwallException.class)
        .hasMessageContaining("2024-02-30");
    assertThatThrownBy(() -> selector(Map.of("timestamp", "x", "version", "1")))
        .isInstanceOf(PitwallException.class)
        .hasMessageContaining("keep one");
  }

  private static SnapshotSelector selector(Map<String, String> options) {
    return SnapshotOptions.selector(new TableSource(SourceFormat.DELTA, "x", options));
  }
}
