package dev.pitwall.flight.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.flight.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private final MovableClock clock = new MovableClock();
  private final KnownTokens known = new KnownTokens(clock);

  @Test
  void knowsATokenForAMinute() {
    VerifiedToken content = new VerifiedToken("alice", clock.instant().plusSeconds(3_600));
    known.add("a.b.c", content);
    clock.advance(Duration.ofSeconds(59));
    assertThat(known.find("a.b.c")).contains(content);
    assertThat(known.find("a.b.d")).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(known.find("a.b.c")).isEmpty();
  }

  @Test
  void knowsNoTokenThatExpired() {
    known.add("a.b.c", new VerifiedToken("alice", clock.instant().plusSeconds(10)));
    clock.advance(Duration.ofSeconds(9));
    assertThat(known.find("a.b.c")).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(known.find("a.b.c")).isEmpty();
  }

  @Test
  void forgetsTheOldestOfMany() {
    for (int i = 0; i <= 10_000; i++) {
      known.add("t." + i, new VerifiedToken("alice", clock.instant().plusSeconds(100)));
    }
    assertThat(known.find("t.0")).isEmpty();
    assertThat(known.find("t.1")).isPresent();
    assertThat(known.find("t.10000")).isPresent();
  }
}
