package dev.pitwall.core.planner.lowering;

import com.google.common.collect.ImmutableList;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.function.StatementContext;
import dev.pitwall.core.planner.lowering.sql.DatetimeConvertlets;
import dev.pitwall.core.planner.lowering.sql.PreciseIntervals;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.type.FeatureTypes;
import dev.pitwall.execution.kernel.EvaluationContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptRules;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelProtoDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.FrameworkConfig;
import org.apache.calcite.tools.Frameworks;
import org.apache.calcite.tools.RelBuilder;

/** Runs SQL over tables of lowered rows: parse, validate, convert, lower, evaluate. */
final class LoweringHarness {
  static final LocalDateTime NOW = LocalDateTime.of(2024, 2, 29, 13, 14, 15, 123_456_000);
  static final String USER = "ada";

  private final FeatureTypes types = new FeatureTypes();
  private final RexBuilder builder = new RexBuilder(types);
  private final CalciteSchema schema = CalciteSchema.createRootSchema(false);
  private final Map<String, List<List<?>>> rows = new HashMap<>();
  private final ZoneId zone;
  private final List<Object> parameters = new ArrayList<>();

  LoweringHarness() {
    this(ZoneOffset.UTC);
  }

  LoweringHarness(ZoneId zone) {
    this.zone = zone;
  }

  RelDataTypeFactory types() {
    return types;
  }

  LoweringHarness parameter(Object value) {
    parameters.add(value);
    return this;
  }

  /** Adds a table whose rows are given in the lowered representation. */
  LoweringHarness table(String name, RelProtoDataType rowType, List<List<?>> loweredRows) {
    rows.put(name, loweredRows);
    schema.add(
        name,
        new AbstractTable() {
          @Override
          public RelDataType getRowType(RelDataTypeFactory factory) {
            return rowType.apply(factory);
          }
        });
    return this;
  }

  /** Microseconds since 1970-01-01 00:00:00. */
  static long micros(LocalDateTime timestamp) {
    return ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), timestamp);
  }

  static long micros(String timestamp) {
    return micros(LocalDateTime.parse(timestamp.replace(' ', 'T')));
  }

  /** The only value of the only row. */
  Object value(String expression) {
    List<List<Object>> result = query("SELECT " + expression);
    return result.get(0).get(0);
  }

  List<List<Object>> query(String sql) {
    return evaluate(lower(plan(sql)));
  }

  RelNode lower(RelNode plan) {
    return new RelLowering(plan.getCluster().getRexBuilder(), this::scan).lower(plan);
  }

  String explain(String sql) {
    return RelOptUtil.toString(lower(plan(sql)));
  }

  private RelNode scan(TableScan scan) {
    String name = scan.getTable().getQualifiedName().get(0);
    RelDataType rowType = new TypeLowering(types).lower(scan.getRowType());
    var tuples =
        rows.get(name).stream()
            .map(row -> tuple(row, rowType))
            .collect(ImmutableList.toImmutableList());
    return LogicalValues.create(scan.getCluster(), rowType, tuples);
  }

  private ImmutableList<RexLiteral> tuple(List<?> row, RelDataType rowType) {
    var tuple = ImmutableList.<RexLiteral>builder();
    for (int i = 0; i < row.size(); i++) {
      RelDataType type = rowType.getFieldList().get(i).getType();
      tuple.add(
          row.get(i) == null
              ? builder.makeNullLiteral(type)
              : (RexLiteral) builder.makeLiteral(row.get(i), type, false));
    }
    return tuple.build();
  }

  RelNode plan(String sql) {
    SqlNode parsed =
        PreciseIntervals.apply(
            new FeatureSqlParser(EngineConfig.inDirectory(Path.of(".")).limits()).parse(sql));
    Properties caseInsensitive = new Properties();
    caseInsensitive.setProperty("caseSensitive", "false");
    CalciteCatalogReader catalog =
        new CalciteCatalogReader(
            schema, List.of(), types, new CalciteConnectionConfigImpl(caseInsensitive));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            SqlOperatorTables.chain(
                SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                    SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL, SqlLibrary.BIG_QUERY),
                catalog),
            catalog,
            types,
            SqlValidator.Config.DEFAULT
                .withConformance(FeatureSqlParser.CONFORMANCE)
                .withIdentifierExpansion(true));
    SqlNode validated = validator.validate(parsed);
    RelOptCluster cluster = RelOptCluster.create(planner(), builder);
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, queryString, schemaPath, viewPath) -> null,
            validator,
            catalog,
            cluster,
            DatetimeConvertlets.INSTANCE,
            SqlToRelConverter.config().withExpand(false).withTrimUnusedFields(false));
    RelNode plan = converter.convertQuery(validated, false, true).project();
    return RelDecorrelator.decorrelateQuery(
        withoutSubQueries(plan), RelBuilder.create(frameworkConfig()));
  }

  private static FrameworkConfig frameworkConfig() {
    return Frameworks.newConfigBuilder().build();
  }

  private static RelNode withoutSubQueries(RelNode plan) {
    var program =
        HepProgram.builder()
            .addRuleCollection(
                List.of(
                    CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
                    CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
                    CoreRules.JOIN_SUB_QUERY_TO_CORRELATE))
            .build();
    var planner = new HepPlanner(program);
    planner.setRoot(plan);
    return planner.findBestExp();
  }

  private static VolcanoPlanner planner() {
    VolcanoPlanner planner = new VolcanoPlanner();
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    EnumerableRules.rules().forEach(planner::addRule);
    planner.addRule(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);
    // Nothing may compute with dates before they are lowered.
    planner.setExecutor((rexBuilder, expressions, reduced) -> reduced.addAll(expressions));
    return planner;
  }

  private static RelNode toCalc(RelNode physical) {
    var program = HepProgram.builder().addRuleCollection(RelOptRules.CALC_RULES).build();
    var planner = new HepPlanner(program);
    planner.setRoot(physical);
    return planner.findBestExp();
  }

  List<List<Object>> evaluate(RelNode lowered) {
    var planner = lowered.getCluster().getPlanner();
    RelNode root =
        planner.changeTraits(
            lowered, lowered.getTraitSet().replace(EnumerableConvention.INSTANCE).simplify());
    planner.setRoot(root);
    var physical = (EnumerableRel) toCalc(planner.findBestExp());
    var bindable =
        EnumerableInterpretable.toBindable(
            new HashMap<>(), null, physical, EnumerableRel.Prefer.ARRAY);
    DataContext context =
        new StatementContext(
            new EvaluationContext(
                micros(NOW.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()),
                zone,
                USER,
                parameters));
    List<List<Object>> result = new ArrayList<>();
    for (Object row : bindable.bind(context)) {
      result.add(
          physical.getRowType().getFieldCount() == 1
              ? Collections.singletonList(row)
              : Arrays.asList((Object[]) row));
    }
    return result;
  }
}
