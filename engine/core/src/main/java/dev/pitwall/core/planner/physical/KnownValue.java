package dev.pitwall.core.planner.physical;

import dev.pitwall.core.codegen.ConstantShape;
import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.codegen.ValueBatches;
import dev.pitwall.core.codegen.VectorValues;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.kernel.VectorKernel;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** A value that is known when the statement runs, as {@link VectorValues} has values. */
sealed interface KnownValue {
  /** The value in one run; null for NULL. */
  Object in(EvaluationContext run, BufferAllocator allocator);

  /** The value of an expression without columns. */
  static KnownValue of(RexNode expression, ExpressionCompiler compiler, RelDataTypeFactory types) {
    if (expression instanceof RexLiteral literal) {
      Object value = LiteralValues.of(literal, literal.getType());
      return new Literal(value instanceof byte[] bytes ? new ByteString(bytes) : value);
    } else if (expression instanceof RexDynamicParam parameter) {
      return new Parameter(parameter.getIndex());
    }
    ConstantShape shape = ConstantShape.of(expression, types);
    return new Computed(
        compiler.compile(shape.expression(), shape.rowType()),
        ArrowTypes.schema(shape.rowType()),
        shape.literals(),
        ArrowTypes.field("value", expression.getType()));
  }

  /** A literal's. */
  record Literal(Object value) implements KnownValue {
    @Override
    public Object in(EvaluationContext run, BufferAllocator allocator) {
      return value;
    }
  }

  /** A parameter's. */
  record Parameter(int index) implements KnownValue {
    @Override
    public Object in(EvaluationContext run, BufferAllocator allocator) {
      return run.parameters().get(index);
    }
  }

  /** Of literals, which are the columns of its row, and parameters. */
  record Computed(VectorKernel kernel, Schema columns, List<Object> literals, Field field)
      implements KnownValue {
    @Override
    public Object in(EvaluationContext run, BufferAllocator allocator) {
      try (VectorSchemaRoot row =
              ValueBatches.of(columns, 1, (number, column) -> literals.get(column), allocator);
          FieldVector output = field.createVector(allocator)) {
        output.setInitialCapacity(1);
        output.allocateNew();
        kernel.evaluate(row, output, run);
        return VectorValues.getObject(output, 0);
      }
    }
  }
}
