package dev.pitwall.core.query.result;

import dev.pitwall.core.parameter.ParameterConversion;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The values of a statement's parameters for one run, made by {@link PreparedQuery#bind}.
 * Immutable; holds no Arrow memory.
 */
public final class ParameterValues {
  /** The values for a statement without parameters. */
  public static final ParameterValues NONE = new ParameterValues(new Schema(List.of()), List.of());

  private final Schema parameters;
  private final List<Object> values;

  private ParameterValues(Schema parameters, List<Object> values) {
    this.parameters = parameters;
    this.values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  public static List<ParameterValues> of(Schema parameters, ZoneId zone, VectorSchemaRoot rows) {
    return new ParameterConversion(parameters, zone)
        .rows(rows).stream().map(row -> new ParameterValues(parameters, row)).toList();
  }

  /** In the lowered representation; null for NULL. */
  public List<Object> values() {
    return values;
  }

  /** Checks that the values are of the parameters that a statement has. */
  public void check(Schema wanted) {
    if (parameters == wanted || parameters.equals(wanted)) {
      return;
    }
    int count = wanted.getFields().size();
    throw new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        values.isEmpty()
            ? "the statement has "
                + count
                + (count == 1 ? " parameter (?)" : " parameters (?)")
                + " and no values for them; prepare it and bind the values"
            : "the values were bound for a statement with other parameters; bind them anew");
  }
}
