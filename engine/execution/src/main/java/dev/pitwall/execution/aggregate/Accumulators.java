package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.memory.QueryMemory;
import dev.pitwall.execution.plan.term.AggregateCall;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.LongColumn;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Finds the accumulator for an aggregate. */
final class Accumulators {
  private Accumulators() {}

  /**
   * Makes an accumulator.
   *
   * @param argument the argument's field; not looked at for COUNT
   */
  static Accumulator of(AggregateCall.Function function, Field argument, QueryContext context) {
    return switch (function) {
      case COUNT -> new CountAccumulator(context.memory());
      case SUM -> sum(argument, context.memory());
      case MIN -> extreme(Extreme.MINIMUM, argument, context.memory());
      case MAX -> extreme(Extreme.MAXIMUM, argument, context.memory());
      case ANY_VALUE -> new AnyValue(argument, context);
    };
  }

  private static Accumulator sum(Field argument, QueryMemory memory) {
    ArrowType type = argument.getType();
    if (type instanceof ArrowType.Int) {
      return new IntegerSum(memory);
    } else if (type instanceof ArrowType.FloatingPoint) {
      return new DoubleSum(memory);
    } else if (type instanceof ArrowType.Decimal) {
      return new DecimalSum(memory);
    }
    throw unsupported("SUM", argument);
  }

  private static Accumulator extreme(Extreme extreme, Field argument, QueryMemory memory) {
    ArrowType type = argument.getType();
    if (LongColumn.bits(argument) > 0) {
      return new LongExtreme(extreme, memory);
    } else if (type instanceof ArrowType.Decimal) {
      return new ObjectExtreme<BigDecimal>(
          extreme,
          (vector, row) -> ((DecimalVector) vector).getObjectNotNull(row),
          Comparator.naturalOrder(),
          value -> DecimalVector.TYPE_WIDTH,
          memory);
    } else if (type instanceof ArrowType.Utf8) {
      return bytes(extreme, (vector, row) -> ((VarCharVector) vector).get(row), memory);
    } else if (type instanceof ArrowType.Binary) {
      return bytes(extreme, (vector, row) -> ((VarBinaryVector) vector).get(row), memory);
    }
    throw unsupported(extreme == Extreme.MINIMUM ? "MIN" : "MAX", argument);
  }

  private static Accumulator bytes(
      Extreme extreme, ObjectExtreme.Reader<byte[]> reader, QueryMemory memory) {
    return new ObjectExtreme<>(
        extreme, reader, Arrays::compareUnsigned, value -> value.length, memory);
  }

  private static PitwallException unsupported(String function, Field argument) {
    return new PitwallException(
        ErrorCode.UNSUPPORTED_TYPE,
        "%s does not take values of %s, such as column %s has"
            .formatted(function, argument.getType(), argument.getName()));
  }
}
