package dev.pitwall.flight.statement;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.function.LongUnaryOperator;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.validate.ValidateUtil.ValidateException;
import org.apache.arrow.vector.validate.ValidateVectorBufferVisitor;

/**
 * Checks vectors that a client sent: lengths and offsets that point outside of their own buffers
 * would have memory read that is another's.
 */
final class SentVectors {
  private SentVectors() {}

  /**
   * Checks a vector and those inside it.
   *
   * @throws PitwallException INVALID_VALUE when it is not as Arrow has it
   */
  static void check(FieldVector vector) {
    try {
      vector.accept(new BufferChecks(), null);
      checkOffsets(vector);
    } catch (ValidateException | UnsupportedOperationException | IndexOutOfBoundsException e) {
      throw invalid(vector, e);
    }
  }

  static PitwallException invalid(FieldVector vector, RuntimeException cause) {
    return new PitwallException(
        ErrorCode.INVALID_VALUE,
        "column " + vector.getName() + " is not valid Arrow data: " + cause.getMessage(),
        cause);
  }

  private static void checkOffsets(FieldVector vector) {
    if (vector instanceof BaseVariableWidthVector || vector instanceof ListVector) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      checkAscending(vector, i -> offsets.getInt(i * Integer.BYTES));
    } else if (vector instanceof BaseLargeVariableWidthVector
        || vector instanceof LargeListVector) {
      ArrowBuf offsets = vector.getOffsetBuffer();
      checkAscending(vector, i -> offsets.getLong(i * Long.BYTES));
    }
    vector.getChildrenFromFields().forEach(SentVectors::checkOffsets);
  }

  private static void checkAscending(FieldVector vector, LongUnaryOperator offsets) {
    long before = 0;
    for (int i = 0; vector.getValueCount() > 0 && i <= vector.getValueCount(); i++) {
      long offset = offsets.applyAsLong(i);
      if (offset < before) {
        throw new ValidateException("its offsets descend to " + offset + " at " + i);
      }
      before = offset;
    }
  }

  private static final class BufferChecks extends ValidateVectorBufferVisitor {
    /** Arrow has no check of these, and takes their length for where they end. */
    @Override
    public Void visit(ListViewVector lists, Void value) {
      throw new UnsupportedOperationException("list views are not taken; send lists");
    }

    /** Every single view is checked when it is read. */
    @Override
    public Void visit(BaseVariableWidthViewVector views, Void value) {
      return null;
    }
  }
}
