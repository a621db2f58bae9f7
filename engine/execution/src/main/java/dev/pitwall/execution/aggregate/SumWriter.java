package dev.pitwall.execution.aggregate;

import dev.pitwall.execution.vector.VectorWriter;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Writes exact sums into columns that they may not fit. */
final class SumWriter {
  private SumWriter() {}

  /**
   * Writes a sum.
   *
   * @param sum null for NULL
   * @throws PitwallException NUMERIC_OVERFLOW
   */
  static void write(FieldVector output, int row, BigDecimal sum) {
    if (sum == null) {
      output.setNull(row);
    } else if (output instanceof DecimalVector decimals) {
      BigDecimal scaled = sum.setScale(decimals.getScale(), RoundingMode.HALF_UP);
      check(scaled.precision() <= decimals.getPrecision(), sum, output);
      decimals.setSafe(row, scaled);
    } else if (output.getField().getType() instanceof ArrowType.Int type) {
      boolean fits = sum.toBigInteger().bitLength() < type.getBitWidth();
      check(fits, sum, output);
      VectorWriter.set(output, row, sum.longValue());
    } else {
      VectorWriter.set(output, row, sum.doubleValue());
    }
  }

  private static void check(boolean fits, BigDecimal sum, FieldVector output) {
    if (!fits) {
      throw new PitwallException(
          ErrorCode.NUMERIC_OVERFLOW,
          "SUM gives "
              + sum.toPlainString()
              + ", which does not fit into column "
              + output.getName()
              + "; cast the argument to a wider type, such as DECIMAL(38, 0)");
    }
  }
}
