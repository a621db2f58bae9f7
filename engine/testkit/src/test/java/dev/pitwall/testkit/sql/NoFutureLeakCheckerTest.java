package dev.pitwall.testkit.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.planner.program.QueryPlanner;
import dev.pitwall.core.planner.rule.PointInTimeRecognition;
import dev.pitwall.core.planner.sanity.NoFutureLeakChecker;
import dev.pitwall.core.session.SessionSettings;
import dev.pitwall.core.session.SessionSettings.OnlineScan;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.sql.validate.AnalyzedQuery;
import dev.pitwall.core.sql.validate.QueryAnalyzer;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.SourceFormat;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.store.MemoryOfflineStore;
import dev.pitwall.testkit.store.MemoryOnlineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the checker of one query the plans of others. */
class NoFutureLeakCheckerTest {
  private static final Schema STATS =
      Fields.schema(
          Fields.of("driver_id", Fields.BIGINT),
          Fields.of("event_ts", Fields.TIMESTAMP),
          Fields.of("created_ts", Fields.TIMESTAMP));
  private static final String AGE = " AND f.event_ts >= s.event_ts - INTERVAL '1' DAY";
  private static final String KNOWN = " AND f.created_ts <= s.event_ts";
  private static final String QUERY = matched("f.event_ts < s.event_ts" + AGE + KNOWN);

  @AutoClose private StoreRegistry stores;
  private QueryPlanner planner;
  private CatalogSnapshot catalog;

  @BeforeEach
  void open() {
    MemoryOfflineStore offline = new MemoryOfflineStore(StoreLayout.regular(4, 3));
    offline.create("stats", STATS, List.of());
    offline.create("others", STATS, List.of());
    stores = new StoreRegistry(Map.of(SourceFormat.DELTA, offline), new MemoryOnlineStore());
    planner = new QueryPlanner(stores, new ExpressionCompiler(), view -> Optional.empty());
    catalog =
        new CatalogSnapshot(
            1,
            Map.of(),
            Map.of("stats", view("stats"), "others", view("others")),
            Map.of(),
            Map.of(),
            Map.of());
  }

  @Test
  void acceptsItsOwnPlan() {
    assertThatCode(() -> check(QUERY, QUERY)).doesNotThrowAnyException();
  }

  @Test
  void acceptsAPlanThatDoesNotReadTheViewAnyMore() {
    assertThatCode(() -> check(QUERY, "SELECT * FROM others")).doesNotThrowAnyException();
  }

  @Test
  void refusesAPlainJoin() {
    refuses("SELECT * FROM others s JOIN stats f ON f.driver_id = s.driver_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f.event_ts <= s.event_ts" + AGE + KNOWN,
        "f.event_ts < s.event_ts" + KNOWN,
        "f.event_ts < s.event_ts" + AGE
      })
  void refusesAWeakerMatch(String match) {
    refuses(matched(match));
  }

  private void refuses(String other) {
    assertThatThrownBy(() -> check(QUERY, other))
        .hasMessageContaining("the point-in-time join with stats lost its bound");
  }

  private void check(String query, String planned) {
    AnalyzedQuery analyzed = analyze(query);
    RelOptCluster cluster = analyzed.root().rel.getCluster();
    RelNode recognised =
        analyzed
            .root()
            .project()
            .accept(new PointInTimeRecognition(RelFactories.LOGICAL_BUILDER.create(cluster, null)));
    PhysicalPlan plan = planner.plan(analyze(planned), SessionSettings.DEFAULTS).plan();
    new NoFutureLeakChecker(recognised).check(plan, OnlineScan.OFF);
  }

  private AnalyzedQuery analyze(String sql) {
    TableDirectory tables = new TableDirectory(catalog, List.of());
    return new QueryAnalyzer(catalog, tables, QueryPlanner.newCluster())
        .analyze(
            new FeatureSqlParser(EngineConfig.inDirectory(Path.of("none")).limits()).parse(sql));
  }

  private static String matched(String match) {
    return "SELECT * FROM others s LEFT ASOF JOIN stats f MATCH_CONDITION "
        + match
        + " ON f.driver_id = s.driver_id";
  }

  private static FeatureViewSpec view(String name) {
    List<ColumnSpec> columns =
        STATS.getFields().stream().map(field -> new ColumnSpec(field, "")).toList();
    EntitySpec entity = new EntitySpec("driver", columns.subList(0, 1), "");
    return new FeatureViewSpec(
        name,
        entity,
        "event_ts",
        Optional.of("created_ts"),
        TimeToLive.UNBOUNDED,
        columns,
        Availability.OFFLINE_ONLY,
        MemoryOfflineStore.source(name),
        "");
  }
}
