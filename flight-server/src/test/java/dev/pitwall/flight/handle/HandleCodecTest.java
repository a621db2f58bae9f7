package dev.pitwall.flight.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.flight.testing.MovableClock;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class HandleCodecTest {
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final MovableClock clock = new MovableClock();
  private final HandleCodec codec = new HandleCodec(clock);
  private final UUID id = UUID.randomUUID();

  @Test
  void aHandleComesBackAsItWasMade() {
    byte[] handle = codec.encode(HandleKind.PREPARED, id, "one", LIFETIME);
    assertThat(codec.decode(handle, "one")).isEqualTo(new Handle(HandleKind.PREPARED, id));
  }

  @Test
  void aHandleIsOfNoUseInAnotherSession() {
    byte[] handle = codec.encode(HandleKind.TICKET, id, "one", LIFETIME);
    assertRefused(handle, "two", "not made for this session");
  }

  @Test
  void everyChangedBitIsNoticed() {
    byte[] handle = codec.encode(HandleKind.TICKET, id, "one", LIFETIME);
    for (int bit = 0; bit < handle.length * 8; bit++) {
      byte[] forged = handle.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(forged, "one", "not made for this session");
    }
  }

  @Test
  void textIsNotAHandle() {
    assertRefused("SELECT 1".getBytes(StandardCharsets.UTF_8), "one", "not a");
  }

  @Test
  void aHandleOfAnotherProcessIsRefused() {
    byte[] handle = new HandleCodec(clock).encode(HandleKind.TICKET, id, "one", LIFETIME);
    assertRefused(handle, "one", "not made for this session");
  }

  @Test
  void aHandleExpires() {
    byte[] handle = codec.encode(HandleKind.TICKET, id, "one", LIFETIME);
    clock.advance(LIFETIME.plusSeconds(1));
    assertRefused(handle, "one", "expired");
  }

  private void assertRefused(byte[] handle, String session, String message) {
    assertThatThrownBy(() -> codec.decode(handle, session))
        .asInstanceOf(InstanceOfAssertFactories.type(PitwallException.class))
        .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_HANDLE))
        .satisfies(error -> assertThat(error).hasMessageContaining(message));
  }
}
