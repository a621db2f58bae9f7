package dev.pitwall.core.codegen;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pitwall.execution.kernel.FilterKernel;
import dev.pitwall.execution.kernel.VectorKernel;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ClassBodyEvaluator;

/**
 * Compiles lowered expressions into loops over batches: Calcite writes the code of a row, Janino
 * makes a class of it. Keeps what it compiled. Thread-safe.
 */
public final class ExpressionCompiler {
  private static final int KEPT = 10_000;
  private static final Pattern COLUMN = Pattern.compile("\\$(\\d+)");

  private final JavaTypeFactory types = new GeneratedTypes();
  private final Cache<CodeKey, Code> expressions = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Cache<CodeKey, Code> conditions = Caffeine.newBuilder().maximumSize(KEPT).build();

  /** What is the same whatever the columns are called. */
  private record Code(RowLoop loop, Set<Integer> columns) {}

  /**
   * Compiles an expression.
   *
   * @param inputType of the rows it will be evaluated on, lowered
   * @throws PitwallException NOT_SUPPORTED when it contains a function that has no implementation
   */
  public VectorKernel compile(RexNode expression, RelDataType inputType) {
    ParameterColumns columns = ParameterColumns.of(expanded(expression), inputType, types);
    Code code = code(expressions, columns, LoopSource::ofExpression);
    return new CompiledExpression(text(columns), code.loop(), code.columns());
  }

  /** Compiles a condition; as {@link #compile}. */
  public FilterKernel compileFilter(RexNode condition, RelDataType inputType) {
    ParameterColumns columns = ParameterColumns.of(expanded(condition), inputType, types);
    Code code = code(conditions, columns, LoopSource::ofCondition);
    return new CompiledCondition(text(columns), code.loop(), code.columns());
  }

  /** Searches as they are read; what else {@link WrittenForm} does is nothing for a plan's text. */
  private RexNode expanded(RexNode node) {
    return node.accept(new SearchExpansion(new RexBuilder(types)));
  }

  private Code code(
      Cache<CodeKey, Code> kept, ParameterColumns columns, Function<LoopSource, String> text) {
    return kept.get(
        CodeKey.of(columns),
        key -> {
          LoopSource source = new LoopSource(types, columns);
          RowLoop loop = loop(() -> text.apply(source), columns.expression());
          return new Code(loop, Set.copyOf(source.columnsRead()));
        });
  }

  /** The expression with the names of the columns for their numbers. */
  private static String text(ParameterColumns columns) {
    List<String> names = columns.rowType().getFieldNames();
    return COLUMN
        .matcher(columns.expression().toString())
        .replaceAll(
            found -> {
              int column = Integer.parseInt(found.group(1));
              String name = column < names.size() ? names.get(column) : found.group();
              return Matcher.quoteReplacement(name);
            });
  }

  private static RowLoop loop(Supplier<String> source, RexNode expression) {
    String text;
    try {
      text = source.get();
    } catch (RuntimeException e) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED, expression + " cannot be evaluated: " + e.getMessage(), e);
    }
    try {
      ClassBodyEvaluator evaluator = new ClassBodyEvaluator();
      evaluator.setClassName("dev.pitwall.generated.Loop");
      evaluator.setImplementedInterfaces(new Class<?>[] {RowLoop.class});
      evaluator.setParentClassLoader(RowLoop.class.getClassLoader());
      return (RowLoop) evaluator.createInstance(new StringReader(text));
    } catch (CompileException | IOException e) {
      throw new PitwallException(
          ErrorCode.INTERNAL_ERROR, "the code for " + expression + " does not compile", e);
    }
  }
}
