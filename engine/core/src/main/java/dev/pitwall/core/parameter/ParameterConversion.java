package dev.pitwall.core.parameter;

import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Makes values of a statement's parameters of what a client sent, where that loses nothing. */
public final class ParameterConversion {
  private final List<Field> parameters;
  private final Conversions conversions;

  /**
   * Makes a conversion.
   *
   * @param parameters one field for each {@code ?}, in order
   * @param zone the session's, which timestamps without a zone are about
   */
  public ParameterConversion(Schema parameters, ZoneId zone) {
    this.parameters = parameters.getFields();
    this.conversions = Conversions.exact(zone);
  }

  /**
   * The values of each row, in the lowered representation of generated code; null for NULL.
   *
   * @param sent its columns are the parameters, in order, whatever their names
   * @throws PitwallException INVALID_STATEMENT when there are too few or too many; TYPE_MISMATCH or
   *     INVALID_VALUE naming the parameter, what was sent and what is wanted
   */
  public List<List<Object>> rows(VectorSchemaRoot sent) {
    checkCount(sent.getFieldVectors().size());
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < sent.getRowCount(); row++) {
      rows.add(new ArrayList<>(parameters.size()));
    }
    for (int i = 0; i < parameters.size(); i++) {
      addColumn(i, sent.getFieldVectors().get(i), rows);
    }
    return rows;
  }

  private void checkCount(int sent) {
    if (sent != parameters.size()) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the statement has "
              + parameters.size()
              + (parameters.size() == 1 ? " parameter" : " parameters")
              + ", but "
              + sent
              + (sent == 1 ? " value was" : " values were")
              + " bound; bind one value for each ?");
    }
  }

  private void addColumn(int parameter, FieldVector vector, List<List<Object>> rows) {
    Field declared = parameters.get(parameter);
    UnaryOperator<Object> conversion =
        conversions
            .between(vector.getField(), declared)
            .orElseThrow(() -> mismatch(parameter, vector.getField()));
    if (vector.getField().getType().getTypeID() == ArrowTypeID.Null) {
      rows.forEach(row -> row.add(null));
      return;
    }
    SentColumn column = SentColumn.of(vector);
    for (int row = 0; row < rows.size(); row++) {
      rows.get(row).add(converted(parameter, column, row, conversion));
    }
  }

  private Object converted(
      int parameter, SentColumn column, int row, UnaryOperator<Object> conversion) {
    try {
      Object value = column.value(row);
      return value == null ? null : conversion.apply(value);
    } catch (ArithmeticException e) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          described(parameter)
              + ", which does not hold the "
              + SqlTypeNames.of(column.vector().getField())
              + " "
              + column.vector().getObject(row)
              + " that was bound: "
              + e.getMessage(),
          e);
    }
  }

  private PitwallException mismatch(int parameter, Field sent) {
    return new PitwallException(
        ErrorCode.TYPE_MISMATCH,
        described(parameter)
            + ", but a "
            + (sent.getDictionary() == null ? "" : "dictionary-encoded ")
            + SqlTypeNames.of(sent)
            + " was bound; bind a "
            + SqlTypeNames.of(parameters.get(parameter))
            + ", or write CAST(? AS type) around the parameter in the statement");
  }

  private String described(int parameter) {
    return "parameter " + (parameter + 1) + " is a " + SqlTypeNames.of(parameters.get(parameter));
  }
}
