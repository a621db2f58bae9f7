package dev.pitwall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredRowTest {
  private static final StoredRow UNKNOWN = row(5, Optional.empty());
  private static final StoredRow EARLIEST = row(5, Optional.of(Long.MIN_VALUE));

  @Test
  void putsNoCreatedTimeBelowEveryCreatedTime() {
    assertThat(EARLIEST.replaces(UNKNOWN)).isTrue();
    assertThat(UNKNOWN.replaces(EARLIEST)).isFalse();
  }

  @Test
  void letsTheRowOfferedLaterWinFullTies() {
    assertThat(UNKNOWN.replaces(UNKNOWN)).isTrue();
    assertThat(EARLIEST.replaces(EARLIEST)).isTrue();
  }

  @Test
  void putsTheEventBeforeTheCreatedTime() {
    assertThat(row(6, Optional.empty()).replaces(row(5, Optional.of(9L)))).isTrue();
    assertThat(row(4, Optional.of(9L)).replaces(UNKNOWN)).isFalse();
  }

  @Test
  void readsWhatItWrote() {
    StoredRow read = StoredRow.of(EARLIEST.toBytes());
    assertThat(read.createdTimestamp()).contains(Long.MIN_VALUE);
    assertThat(read.values()).containsExactly(new byte[] {1, 7});
    assertThat(StoredRow.of(UNKNOWN.toBytes()).createdTimestamp()).isEmpty();
  }

  private static StoredRow row(long event, Optional<Long> created) {
    return new StoredRow(event, created, List.of(new byte[] {1, 7}));
  }
}
