package dev.pitwall.flight.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlightErrorsTest {
  @Test
  void theMessageEndsInCodeAndSqlState() {
    PitwallException error =
        new PitwallException(ErrorCode.COLUMN_NOT_FOUND, "no column x; did you mean y?")
            .at(new SourcePosition(2, 7));
    FlightRuntimeException flight = FlightErrors.toFlight(error);
    assertThat(flight.status().code()).isEqualTo(FlightStatusCode.INVALID_ARGUMENT);
    assertThat(flight.status().description())
        .isEqualTo("line 2, column 7: no column x; did you mean y? [COLUMN_NOT_FOUND, 42703]");
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyErrorComesBackAsItWas(ErrorCode code) {
    PitwallException error = new PitwallException(code, "text").at(new SourcePosition(3, 4));
    PitwallException back = FlightErrors.fromFlight(FlightErrors.toFlight(error));
    assertThat(back.code()).isEqualTo(code);
    assertThat(back.getMessage()).isEqualTo("text");
    assertThat(back.position()).isEqualTo(error.position());
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void onlyOurDefectsAreInternal(ErrorCode code) {
    FlightStatusCode status = FlightErrors.status(code).code();
    assertThat(status == FlightStatusCode.INTERNAL)
        .isEqualTo(code.category() == ErrorCategory.INTERNAL);
  }

  /** Whichever half of a character it is that a cut falls on. */
  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void noCharacterOfALongMessageIsCutInTwo(String start) {
    PitwallException error =
        new PitwallException(ErrorCode.INVALID_VALUE, start + "\uD83C\uDFCE".repeat(1_000));
    String sent = FlightErrors.toFlight(error).status().description();
    assertThat(sent).contains(" … ").hasSizeLessThan(1_000);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(sent)).isTrue();
  }

  @Test
  void aNameWithoutAnAddressIsToldOf() {
    FlightRuntimeException unknown =
        CallStatus.UNAVAILABLE.withCause(new UnresolvedAddressException()).toRuntimeException();
    assertThat(FlightErrors.fromFlight(unknown))
        .hasMessage("the server cannot be reached: nobody knows an address of that name");
  }

  @Test
  void anUnforeseenErrorTellsNothingOfItsInside() {
    FlightRuntimeException flight =
        FlightErrors.toFlight(new IllegalStateException("password=secret"));
    assertThat(flight.status().code()).isEqualTo(FlightStatusCode.INTERNAL);
    assertThat(flight.status().description()).doesNotContain("secret").contains("INTERNAL_ERROR");
    assertThat(flight.status().cause()).isNull();
  }
}
