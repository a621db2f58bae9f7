package dev.pitwall.core.function;

import java.math.BigDecimal;

/** The order of numbers that no one DECIMAL type holds. */
public final class DecimalOrder {
  private DecimalOrder() {}

  /**
   * Below, at or above zero as the left number is less than, equal to or greater than the right.
   */
  public static int decimalOrder(BigDecimal left, BigDecimal right) {
    return left.compareTo(right);
  }
}
