package dev.pitwall.core.codegen;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * An expression whose parameters became columns behind those of its input: a loop then reads each
 * once for all rows, and two expressions are told apart by the types of their parameters.
 *
 * @param rowType the input's columns, then one for each parameter
 * @param parameters which parameter each of those further columns is, from 0
 */
record ParameterColumns(RexNode expression, RelDataType rowType, List<Integer> parameters) {
  static ParameterColumns of(RexNode expression, RelDataType inputType, RelDataTypeFactory types) {
    List<Integer> parameters = new ArrayList<>();
    RelDataTypeFactory.Builder rowType = types.builder().addAll(inputType.getFieldList());
    int width = inputType.getFieldCount();
    RexNode replaced =
        expression.accept(
            new RexShuttle() {
              @Override
              public RexNode visitDynamicParam(RexDynamicParam parameter) {
                if (!parameters.contains(parameter.getIndex())) {
                  parameters.add(parameter.getIndex());
                  rowType.add("?" + (parameter.getIndex() + 1), parameter.getType());
                }
                int place = width + parameters.indexOf(parameter.getIndex());
                return new RexInputRef(place, parameter.getType());
              }
            });
    return parameters.isEmpty()
        ? new ParameterColumns(expression, inputType, parameters)
        : new ParameterColumns(replaced, rowType.build(), parameters);
  }

  /** How many columns the input itself has. */
  int width() {
    return rowType.getFieldCount() - parameters.size();
  }
}
