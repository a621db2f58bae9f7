package dev.pitwall.jdbc.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.error.ErrorCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ServerErrorTest {
  @Test
  void everyErrorOfTheServerHasANumberOfItsOwn() {
    assertThat(Arrays.stream(ErrorCode.values()).map(code -> ServerError.number(code.name())))
        .doesNotContain(0)
        .doesNotHaveDuplicates();
  }

  @Test
  void anErrorOfALaterServerHasNone() {
    assertThat(ServerError.number("SOMETHING_NEW")).isZero();
  }
}
