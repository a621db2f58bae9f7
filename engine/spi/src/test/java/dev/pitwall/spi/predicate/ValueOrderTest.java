package dev.pitwall.spi.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
  private static final List<String> CHARACTERS =
      List.of("", "a", "é", "\uD7FF", "\uE000", "\uFFFD", "\uD83D\uDE00", "\uDBFF\uDFFF");

  @Test
  void ordersTextsAsTheirUtf8() {
    List<String> texts = CHARACTERS.stream().flatMap(ValueOrderTest::longer).toList();
    for (String left : texts) {
      for (String right : texts) {
        int order = Arrays.compareUnsigned(utf8(left), utf8(right));
        assertThat(Integer.signum(ValueOrder.compare(left, right)))
            .as("%s and %s", left, right)
            .isEqualTo(Integer.signum(order));
      }
    }
  }

  @Test
  void ordersOtherValuesAsJavaDoes() {
    assertThat(ValueOrder.compare(1L, 2L)).isNegative();
    assertThat(ValueOrder.compare(new BigDecimal("1.50"), new BigDecimal("1.5"))).isZero();
    assertThat(ValueOrder.compare(true, false)).isPositive();
  }

  private static Stream<String> longer(String start) {
    return CHARACTERS.stream().flatMap(next -> CHARACTERS.stream().map(end -> start + next + end));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
