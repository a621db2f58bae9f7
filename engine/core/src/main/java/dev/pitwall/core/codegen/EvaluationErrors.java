package dev.pitwall.core.codegen;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.regex.Pattern;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.calcite.runtime.CalciteException;

/** Errors of generated code as errors of ours. */
final class EvaluationErrors {
  /** What {@link java.math.BigDecimal} says of the first letter of NaN or Infinity. */
  private static final Pattern NOT_FINITE = Pattern.compile("Character [NI] |Infinite or NaN");

  private EvaluationErrors() {}

  /**
   * What to throw instead.
   *
   * @param expression what was computed
   */
  static RuntimeException translate(RuntimeException failure, String expression) {
    if (failure instanceof PitwallException || failure instanceof OutOfMemoryException) {
      return failure;
    }
    return new PitwallException(code(failure), message(failure, expression), failure);
  }

  private static ErrorCode code(RuntimeException failure) {
    if (failure instanceof ArithmeticException) {
      return String.valueOf(failure.getMessage()).contains("zero")
          ? ErrorCode.DIVISION_BY_ZERO
          : ErrorCode.NUMERIC_OVERFLOW;
    }
    return isAboutValues(failure) ? ErrorCode.INVALID_VALUE : ErrorCode.INTERNAL_ERROR;
  }

  private static boolean isAboutValues(RuntimeException failure) {
    return hasManyRows(failure)
        || failure instanceof IllegalArgumentException
        || failure instanceof CalciteException
        || failure instanceof IndexOutOfBoundsException;
  }

  private static boolean hasManyRows(RuntimeException failure) {
    return failure instanceof IllegalStateException
        && String.valueOf(failure.getMessage()).contains("SINGLE_VALUE");
  }

  private static String message(RuntimeException failure, String expression) {
    if (hasManyRows(failure)) {
      return "a sub-query that stands for one value has more than one row; "
          + "choose one with ORDER BY … LIMIT 1 or an aggregate such as MAX";
    }
    return switch (code(failure)) {
      case DIVISION_BY_ZERO -> "division by zero in " + expression;
      case NUMERIC_OVERFLOW ->
          "a number is too large for its type in " + expression + ": " + failure.getMessage();
      case INVALID_VALUE -> problem(failure) + " in " + expression;
      default -> "evaluating " + expression + " failed: " + failure;
    };
  }

  /** A text and a NaN that become a DECIMAL fail alike. */
  private static String problem(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!(failure instanceof NumberFormatException)) {
      return message;
    }
    return NOT_FINITE.matcher(message).lookingAt()
        ? "NaN and infinities, and texts that are no numbers, have no value of this type"
        : "a text is no number: " + message;
  }
}
