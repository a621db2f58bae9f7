package dev.pitwall.core.codegen;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexProgramBuilder;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/**
 * The Java source of one {@link RowLoop}: Calcite's translation of the expression, inside a loop
 * that reads its inputs straight from vectors.
 */
final class LoopSource {
  private static final ParameterExpression ROW = Expressions.parameter(int.class, "row");
  private static final ParameterExpression COUNT = Expressions.parameter(int.class, "count");
  private static final ParameterExpression SELECTED =
      Expressions.parameter(int[].class, "selected");
  private static final ParameterExpression OUTPUT =
      Expressions.parameter(FieldVector.class, "output");
  private static final Method ANY_SINK =
      Types.lookupMethod(VectorSinks.class, "set", FieldVector.class, int.class, Object.class);

  private final JavaTypeFactory types;
  private final ParameterColumns source;
  private final Map<Integer, ParameterExpression> columns = new TreeMap<>();
  private final Map<Integer, ParameterExpression> parameters = new TreeMap<>();

  LoopSource(JavaTypeFactory types, ParameterColumns source) {
    this.types = types;
    this.source = source;
  }

  /** A loop that writes the values of the expression into the output vector. */
  String ofExpression() {
    Class<?> vector = vectorClass(source.expression().getType());
    BlockBuilder block = new BlockBuilder();
    Expression value = translated(block);
    Expression output = Expressions.convert_(OUTPUT, vector);
    block.add(Expressions.statement(Expressions.call(sink(vector, value), output, ROW, value)));
    return loop(block);
  }

  /** A loop that lists the rows for which the condition is true. */
  String ofCondition() {
    BlockBuilder block = new BlockBuilder();
    Expression value = translated(block);
    Expression place = Expressions.arrayIndex(SELECTED, Expressions.postIncrementAssign(COUNT));
    block.add(
        Expressions.ifThen(isTrue(value), Expressions.statement(Expressions.assign(place, ROW))));
    return loop(block);
  }

  private static Expression isTrue(Expression value) {
    return value.getType() == boolean.class
        ? value
        : Expressions.andAlso(
            Expressions.notEqual(value, Expressions.constant(null)),
            Expressions.call(value, "booleanValue"));
  }

  /** The sink for exactly this kind of vector and value; else the one for all. */
  private static Method sink(Class<?> vector, Expression value) {
    Class<?> boxed = Primitive.box((Class<?>) value.getType());
    for (Method method : VectorSinks.class.getMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      if (parameters.length == 3 && parameters[0] == vector && parameters[2] == boxed) {
        return method;
      }
    }
    return ANY_SINK;
  }

  private String loop(BlockBuilder block) {
    return "public int run(org.apache.arrow.vector.VectorSchemaRoot input,"
        + " org.apache.arrow.vector.FieldVector output, int[] selected, "
        + DataContext.class.getName()
        + " root) {\n"
        + declarations()
        + "int count = 0;\nfinal int rows = input.getRowCount();\n"
        + "for (int row = 0; row < rows; row++) "
        + Expressions.toString(block.toBlock().accept(new NullElements()))
        + "return count;\n}\n";
  }

  private String declarations() {
    StringBuilder declarations = new StringBuilder();
    columns.forEach(
        (index, column) -> {
          String type = ((Class<?>) column.getType()).getName();
          declarations.append(
              "final %s %s = (%s) input.getVector(%d);\n"
                  .formatted(type, column.name, type, index));
        });
    parameters.forEach(
        (index, value) -> {
          String type = ((Class<?>) value.getType()).getName();
          declarations.append(
              "final %s %s = (%s) root.get(\"?%d\");\n".formatted(type, value.name, type, index));
        });
    return declarations.toString();
  }

  private Expression translated(BlockBuilder block) {
    RexBuilder rex = new RexBuilder(types);
    RexProgramBuilder program = new RexProgramBuilder(source.rowType(), rex);
    program.addProject(source.expression().accept(new WrittenForm(rex)), "value");
    RexProgram normal = program.getProgram();
    List<Expression> values =
        RexToLixTranslator.translateProjects(
            normal,
            types,
            SqlConformanceEnum.LENIENT,
            block,
            null,
            null,
            DataContext.ROOT,
            (list, index, storageType) -> read(index),
            null);
    return values.get(0);
  }

  private Expression read(int index) {
    RelDataType type = source.rowType().getFieldList().get(index).getType();
    if (index >= source.width()) {
      return parameter(source.parameters().get(index - source.width()), type);
    }
    Class<?> vector = vectorClass(type);
    ParameterExpression column =
        columns.computeIfAbsent(index, i -> Expressions.parameter(vector, "column" + i));
    if (vector == FieldVector.class) {
      return Expressions.constant(null);
    }
    Expression value = Expressions.call(VectorValues.class, "get", column, ROW);
    return type.isNullable() ? value : Expressions.unbox(value);
  }

  private Expression parameter(int index, RelDataType type) {
    Class<?> held = Primitive.box((Class<?>) types.getJavaClass(type));
    Expression value =
        parameters.computeIfAbsent(index, i -> Expressions.parameter(held, "parameter" + i));
    return type.isNullable() ? value : Expressions.unbox(value);
  }

  /** The class of the vectors that hold a lowered type; {@link FieldVector} for NULL. */
  static Class<?> vectorClass(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> BitVector.class;
      case TINYINT -> TinyIntVector.class;
      case SMALLINT -> SmallIntVector.class;
      case INTEGER -> IntVector.class;
      case BIGINT -> BigIntVector.class;
      case REAL -> Float4Vector.class;
      case FLOAT, DOUBLE -> Float8Vector.class;
      case DECIMAL -> DecimalVector.class;
      case CHAR, VARCHAR -> VarCharVector.class;
      case BINARY, VARBINARY -> VarBinaryVector.class;
      case ARRAY, MULTISET -> ListVector.class;
      case MAP -> MapVector.class;
      case ROW -> StructVector.class;
      case NULL -> FieldVector.class;
      default -> throw new IllegalArgumentException("not a lowered type: " + type);
    };
  }

  /** The numbers of the columns that the loop reads; complete once its source is made. */
  List<Integer> columnsRead() {
    return new ArrayList<>(columns.keySet());
  }
}
