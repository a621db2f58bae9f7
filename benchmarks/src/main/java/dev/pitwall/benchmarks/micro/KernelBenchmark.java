package dev.pitwall.benchmarks.micro;

import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.type.FeatureTypeSystem;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.kernel.FilterKernel;
import dev.pitwall.execution.kernel.VectorKernel;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Compiled expressions, in nanoseconds a row. A tenth of the values are NULL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(KernelBenchmark.ROWS)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/java.nio=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
  static final int ROWS = 32_768;

  private final RexBuilder rex =
      new RexBuilder(new JavaTypeFactoryImpl(FeatureTypeSystem.INSTANCE));
  private final EvaluationContext context =
      new EvaluationContext(0, ZoneOffset.UTC, "benchmark", List.of());
  private final int[] selected = new int[ROWS];
  private BufferAllocator allocator;
  private VectorSchemaRoot input;
  private BigIntVector sums;
  private Float8Vector choices;
  private VectorKernel sum;
  private VectorKernel choice;
  private FilterKernel comparison;

  /** Compiles the expressions and fills a batch. */
  @Setup(Level.Trial)
  public void open() {
    allocator = new RootAllocator();
    input = new VectorSchemaRoot(List.of(longs("a", 1), longs("b", 2), doubles("c", 3)));
    input.setRowCount(ROWS);
    sums = new BigIntVector("sum", allocator);
    choices = new Float8Vector("choice", allocator);
    sums.allocateNew(ROWS);
    choices.allocateNew(ROWS);
    compile();
  }

  private void compile() {
    ExpressionCompiler compiler = new ExpressionCompiler();
    RelDataType row =
        rex.getTypeFactory()
            .builder()
            .add("a", SqlTypeName.BIGINT)
            .nullable(true)
            .add("b", SqlTypeName.BIGINT)
            .nullable(true)
            .add("c", SqlTypeName.DOUBLE)
            .nullable(true)
            .build();
    RexNode a = column(row, 0);
    RexNode b = column(row, 1);
    RexNode c = column(row, 2);
    RexNode smaller = call(SqlStdOperatorTable.LESS_THAN, a, b);
    RexNode square = call(SqlStdOperatorTable.MULTIPLY, c, c);
    sum = compiler.compile(call(SqlStdOperatorTable.PLUS, a, b), row);
    choice = compiler.compile(call(SqlStdOperatorTable.CASE, smaller, square, c), row);
    comparison = compiler.compileFilter(smaller, row);
  }

  private RexNode column(RelDataType row, int index) {
    return rex.makeInputRef(row.getFieldList().get(index).getType(), index);
  }

  private RexNode call(SqlOperator operator, RexNode... operands) {
    return rex.makeCall(operator, operands);
  }

  private BigIntVector longs(String name, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BigIntVector vector = new BigIntVector(name, allocator);
    vector.allocateNew(ROWS);
    for (int i = 0; i < ROWS; i++) {
      if (random.nextInt(10) > 0) {
        vector.set(i, random.nextInt());
      }
    }
    vector.setValueCount(ROWS);
    return vector;
  }

  private Float8Vector doubles(String name, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Float8Vector vector = new Float8Vector(name, allocator);
    vector.allocateNew(ROWS);
    for (int i = 0; i < ROWS; i++) {
      if (random.nextInt(10) > 0) {
        vector.set(i, random.nextDouble());
      }
    }
    vector.setValueCount(ROWS);
    return vector;
  }

  /** {@code a + b}. */
  @Benchmark
  public BigIntVector sum() {
    sum.evaluate(input, sums, context);
    return sums;
  }

  /** {@code CASE WHEN a < b THEN c * c ELSE c END}. */
  @Benchmark
  public Float8Vector choice() {
    choice.evaluate(input, choices, context);
    return choices;
  }

  /** {@code WHERE a < b}. */
  @Benchmark
  public int comparison() {
    return comparison.select(input, selected, context);
  }

  /** Frees the batch. */
  @TearDown(Level.Trial)
  public void close() {
    sums.close();
    choices.close();
    input.close();
    allocator.close();
  }
}
