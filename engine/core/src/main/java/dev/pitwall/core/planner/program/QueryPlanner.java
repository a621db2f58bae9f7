package dev.pitwall.core.planner.program;

import dev.pitwall.core.codegen.ConstantFolding;
import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.planner.idiom.IdiomRecognition;
import dev.pitwall.core.planner.leakage.Leak;
import dev.pitwall.core.planner.leakage.LeakageLint;
import dev.pitwall.core.planner.lowering.RelLowering;
import dev.pitwall.core.planner.lowering.TypeLowering;
import dev.pitwall.core.planner.online.OnlineFreshness;
import dev.pitwall.core.planner.online.PresentFromOnlineStore;
import dev.pitwall.core.planner.physical.PhysicalPlanner;
import dev.pitwall.core.planner.physical.StorePushdown;
import dev.pitwall.core.planner.rule.OrderKeyColumns;
import dev.pitwall.core.planner.rule.PointInTimeRecognition;
import dev.pitwall.core.planner.rule.UnusedFields;
import dev.pitwall.core.planner.sanity.NoFutureLeakChecker;
import dev.pitwall.core.registry.Watermark;
import dev.pitwall.core.session.SessionSettings;
import dev.pitwall.core.sql.validate.AnalyzedQuery;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.core.type.FeatureTypes;
import dev.pitwall.core.type.OrderedConstants;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.RelabelPlan;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.sql2rel.ConvertToChecked;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;

/**
 * The phases of planning, in order: remove sub-queries, recognise point-in-time joins, merge them,
 * decorrelate, look for leakage, lower types, find order keys, normalise, remove unused columns,
 * answer joins as of now from the online store, push down to stores, make the physical plan, check
 * it. Thread-safe.
 */
public final class QueryPlanner {
  private static final HepProgram SUB_QUERIES = program(NormalisingRules.SUB_QUERIES);
  private static final HepProgram POINT_IN_TIME = program(NormalisingRules.POINT_IN_TIME);
  private static final HepProgram NORMALISE = program(NormalisingRules.NORMALISE);
  private static final HepProgram ONLINE = program(NormalisingRules.ONLINE);
  private static final HepProgram TIDY = program(NormalisingRules.TIDY);

  private final StoreRegistry stores;
  private final ExpressionCompiler expressions;
  private final Function<String, Optional<Watermark>> watermarks;
  private final ConstantFolding folding = new ConstantFolding();

  /**
   * Makes a planner.
   *
   * @param watermarks what the online store holds of a view, by its name
   */
  public QueryPlanner(
      StoreRegistry stores,
      ExpressionCompiler expressions,
      Function<String, Optional<Watermark>> watermarks) {
    this.stores = stores;
    this.expressions = expressions;
    this.watermarks = watermarks;
  }

  /**
   * What the algebra of one statement belongs to. Before types are lowered nothing is folded:
   * Calcite would compute with timestamps of milliseconds.
   */
  public static RelOptCluster newCluster() {
    VolcanoPlanner planner = new VolcanoPlanner(null, Contexts.empty());
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    planner.setExecutor((rex, constants, reduced) -> reduced.addAll(constants));
    FeatureTypes types = new FeatureTypes();
    RelOptCluster cluster = RelOptCluster.create(planner, new OrderedConstants(types));
    BoundedPredicates.in(cluster);
    return cluster;
  }

  /**
   * Plans a query.
   *
   * @throws PitwallException LEAKAGE when a feature view meets other rows without an upper bound on
   *     its event timestamp, and the session refuses that
   */
  public QueryPlan plan(AnalyzedQuery query, SessionSettings settings) {
    RelNode converted = query.root().project();
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(converted.getCluster(), null);
    IdiomRecognition idioms = new IdiomRecognition(builder);
    RelNode recognised = recognise(converted, idioms, builder);
    List<Leak> leaks = leaks(recognised, settings.leakage());
    NoFutureLeakChecker checker = new NoFutureLeakChecker(recognised);
    TableScans scans = new TableScans(stores, lowering(recognised), settings);
    OnlineFreshness freshness = new OnlineFreshness(watermarks, settings);
    PresentFromOnlineStore present =
        new PresentFromOnlineStore(builder, freshness, settings.onlineFallback());
    RelNode optimised = optimise(recognised, scans, settings, present);
    PhysicalPlan plan = new PhysicalPlanner(expressions, stores.online()).plan(optimised);
    checker.check(plan, settings.onlineScan());
    PhysicalPlan labelled = new RelabelPlan(plan, ArrowTypes.schema(query.root().validatedRowType));
    List<String> notes = new ArrayList<>(idioms.notes());
    notes.addAll(present.notes());
    return new QueryPlan(labelled, scans.inputs(freshness), leaks, notes);
  }

  private static RelNode recognise(RelNode converted, IdiomRecognition idioms, RelBuilder builder) {
    RelNode node = apply(SUB_QUERIES, converted);
    node = node.accept(new PointInTimeRecognition(builder));
    node = node.accept(idioms);
    if (idioms.hasRewritten()) {
      node = apply(POINT_IN_TIME, node);
    }
    node = node.accept(new SingleRowCorrelates(builder));
    node = node.accept(new DecorrelatedInputs(builder));
    return RelDecorrelator.decorrelateQuery(node, builder);
  }

  private static List<Leak> leaks(RelNode recognised, SessionSettings.Leakage leakage) {
    List<Leak> leaks =
        leakage == SessionSettings.Leakage.OFF ? List.of() : LeakageLint.leaks(recognised);
    if (leakage == SessionSettings.Leakage.ERROR && !leaks.isEmpty()) {
      throw new PitwallException(
          ErrorCode.LEAKAGE, leaks.get(0).message() + "; refused because leakage = 'error'");
    }
    return leaks;
  }

  private static TypeLowering lowering(RelNode node) {
    return new TypeLowering(node.getCluster().getTypeFactory());
  }

  private RelNode optimise(
      RelNode recognised,
      TableScans scans,
      SessionSettings settings,
      PresentFromOnlineStore present) {
    RelOptCluster cluster = recognised.getCluster();
    RelNode node = new RelLowering(cluster.getRexBuilder(), scans).lower(recognised);
    node = node.accept(new ListedConstants(cluster.getRexBuilder()));
    node = node.accept(new OrderKeyColumns(RelFactories.LOGICAL_BUILDER.create(cluster, null)));
    node = node.accept(new SessionInstants(cluster.getRexBuilder(), settings.timeZone()));
    node = node.accept(new ConvertToChecked(cluster.getRexBuilder(), true));
    cluster.getPlanner().setExecutor(folding);
    node = apply(NORMALISE, node);
    node = new UnusedFields(RelFactories.LOGICAL_BUILDER.create(cluster, null)).trim(node);
    node = apply(TIDY, node).accept(present);
    if (present.hasRewritten()) {
      node = apply(ONLINE, node);
    }
    return node.accept(new StorePushdown());
  }

  private static RelNode apply(HepProgram program, RelNode node) {
    HepPlanner planner = new HepPlanner(program, node.getCluster().getPlanner().getContext());
    planner.setExecutor(node.getCluster().getPlanner().getExecutor());
    planner.setRoot(node);
    return planner.findBestExp();
  }

  private static HepProgram program(List<RelOptRule> rules) {
    return new HepProgramBuilder().addRuleCollection(rules).build();
  }
}
