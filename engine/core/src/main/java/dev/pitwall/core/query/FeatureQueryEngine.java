package dev.pitwall.core.query;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.pitwall.core.activity.QueriesTable;
import dev.pitwall.core.activity.SessionsTable;
import dev.pitwall.core.activity.StatementLog;
import dev.pitwall.core.activity.StatementRun;
import dev.pitwall.core.cache.CacheStatistics;
import dev.pitwall.core.cache.CachesTable;
import dev.pitwall.core.cache.NearCachedOnlineStore;
import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.codegen.ExpressionCompiler;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.feast.mapping.RegistryImport;
import dev.pitwall.core.maintenance.ErasuresTable;
import dev.pitwall.core.materialize.CurrentViews;
import dev.pitwall.core.planner.program.QueryPlanner;
import dev.pitwall.core.query.ingest.IngestRequest;
import dev.pitwall.core.query.ingest.Ingestions;
import dev.pitwall.core.query.ingest.RowIngestion;
import dev.pitwall.core.query.listing.TableListing;
import dev.pitwall.core.query.listing.TableListings;
import dev.pitwall.core.query.preparation.PlanCache;
import dev.pitwall.core.query.preparation.QueryPreparation;
import dev.pitwall.core.query.preparation.QueryRunner;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.Watermark;
import dev.pitwall.core.session.OpenSessions;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.StatementKind;
import dev.pitwall.core.session.StatementProgress;
import dev.pitwall.core.session.StatementRecord;
import dev.pitwall.core.sql.ddl.Definitions;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.store.StoreProbe;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.execution.driver.QueryDriver;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.plugin.StoreMeasures;
import dev.pitwall.spi.plugin.StoreMeasures.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** The engine: SQL in, Arrow batches out. Thread-safe. */
public final class FeatureQueryEngine implements AutoCloseable {
  private final NearCachedOnlineStore online;
  private final StoreRegistry stores;
  private final CatalogRegistry registry;
  private final BufferAllocator allocator;
  private final QueryDriver driver;
  private final PlanCache plans;
  private final QueryPreparation queries;
  private final StatementPreparer statements;
  private final Ingestions ingestions;
  private final StatementLog log = new StatementLog();
  private final OpenSessions sessions = new OpenSessions();

  private FeatureQueryEngine(EngineConfig config, StoreRegistry given, CatalogRegistry registry) {
    this.online = new NearCachedOnlineStore(given.online());
    this.stores = given.withOnline(online);
    this.registry = registry;
    this.allocator = new RootAllocator(config.limits().memoryBytes());
    this.driver = new QueryDriver(config.limits().workers());
    QueryRunner runner = new QueryRunner(driver, allocator, config.limits());
    this.plans = new PlanCache(config.limits().planCacheSize());
    FeatureSqlParser parser = new FeatureSqlParser(config.limits());
    Definitions definitions = new Definitions(registry, stores);
    CurrentViews current = new CurrentViews(online, registry);
    this.queries =
        new QueryPreparation(
            parser,
            stores,
            new QueryPlanner(stores, new ExpressionCompiler(), this::watermark),
            registry::current,
            plans,
            this::systemTables);
    this.ingestions = new Ingestions(queries, runner);
    this.statements =
        new StatementPreparer(
            queries,
            runner,
            definitions,
            new RegistryImport(parser, definitions, stores),
            new TemporaryTables(queries, runner),
            new MaterializationStatements(queries, runner, registry, stores, online, current),
            new MaintenanceStatements(queries, runner, registry, stores, current),
            new TrainingSetStatements(queries, runner, definitions, registry::current),
            log);
    stores.recall(registry.current().featureViews());
  }

  /** Whoever plans by a watermark is not answered with rows that were kept before it. */
  private Optional<Watermark> watermark(String view) {
    Optional<Watermark> newest = registry.watermark(view);
    online.keepSince(view, newest);
    return newest;
  }

  /**
   * Opens an engine with the stores that are found on the class path.
   *
   * @throws PitwallException REGISTRY_LOCKED when another process has the registry open;
   *     INVALID_CONFIGURATION when a store or the registry cannot be set up so
   */
  public static FeatureQueryEngine open(EngineConfig config) {
    return open(config, StoreRegistry.load(config));
  }

  /** Opens an engine over given stores, which it closes with itself, also when opening fails. */
  public static FeatureQueryEngine open(EngineConfig config, StoreRegistry stores) {
    try {
      CatalogRegistry registry = CatalogRegistry.open(config.registry());
      return open(config, stores, registry);
    } catch (RuntimeException e) {
      stores.close();
      throw e;
    }
  }

  private static FeatureQueryEngine open(
      EngineConfig config, StoreRegistry stores, CatalogRegistry registry) {
    try {
      return new FeatureQueryEngine(config, stores, registry);
    } catch (RuntimeException e) {
      registry.close(); // or nobody could open it again
      throw e;
    }
  }

  /** Opens a session, which the caller closes. */
  public QuerySession openSession(String user) {
    return sessions.open(user, allocator.newChildAllocator("session", 0, allocator.getLimit()));
  }

  /** Parses, validates and plans one statement. */
  public PreparedQuery prepare(QuerySession session, String sql) {
    return statements.prepare(session, sql);
  }

  /** Prepares a statement and runs it. */
  public QueryResult execute(QuerySession session, String sql) {
    return prepare(session, sql).execute();
  }

  /**
   * Takes rows that a client sends, for a table of its session or one that is kept.
   *
   * <p>{@code system.queries} has it, as what {@link IngestRequest#text} says.
   *
   * @param columns of the rows to come
   * @param cancel ends the upload soon, from any thread, when it is killed
   * @throws PitwallException when the table or its columns are not as the request wants them:
   *     TABLE_NOT_FOUND, DUPLICATE_OBJECT, NOT_SUPPORTED; COLUMN_NOT_FOUND, TYPE_MISMATCH,
   *     UNSUPPORTED_TYPE, DUPLICATE_COLUMN, INVALID_STATEMENT
   */
  public RowIngestion ingest(
      QuerySession session, IngestRequest request, Schema columns, Runnable cancel) {
    StatementRun run = log.begin(session, request.text(), StatementKind.INSERT);
    run.onCancel(cancel);
    return TrackedIngestion.open(run, () -> ingestions.open(session, request, columns));
  }

  /** The catalog as of now. */
  public CatalogSnapshot catalog() {
    return registry.current();
  }

  /** Every table the session can name, ordered by schema and name. */
  public List<TableListing> tables(QuerySession session) {
    return TableListings.of(queries.tables(session));
  }

  /** What the caches did so far: of plans, of the online rows of each view, and of stores. */
  public List<CacheStatistics> caches() {
    List<CacheStatistics> caches = new ArrayList<>();
    caches.add(plans.statistics());
    caches.addAll(online.statistics());
    measured()
        .flatMap(store -> store.caches().stream())
        .map(
            use ->
                new CacheStatistics(
                    use.cache(), use.hits(), use.misses(), use.entries(), OptionalLong.empty()))
        .forEach(caches::add);
    return caches;
  }

  /** What the stores counted so far, but for their caches. */
  public List<Measure> storeMeasures() {
    return measured().flatMap(store -> store.measures().stream()).toList();
  }

  private Stream<StoreMeasures> measured() {
    return stores.withOnline(online.uncached()).measures().stream();
  }

  /** The latest event time of which the online store has each view that was materialized. */
  public Map<String, Instant> watermarks() {
    Map<String, Instant> latest = new TreeMap<>();
    for (FeatureViewSpec view : registry.current().featureViews()) {
      registry
          .watermark(view.name())
          .ifPresent(mark -> latest.put(view.name(), Instant.EPOCH.plus(mark.to(), MICROS)));
    }
    return latest;
  }

  /** The sessions that are open, the oldest first. */
  public List<QuerySession> sessions() {
    return sessions.all();
  }

  /** The statements that run, and the last thousand that ran, the newest first. */
  public List<StatementRecord> runs() {
    return log.statements();
  }

  /** How far the statement of a session is that began last; empty when none runs. */
  public Optional<StatementProgress> progress(QuerySession session) {
    return log.progress(session);
  }

  /** Has somebody told of every statement that ended, who is to return soon. */
  public void tellRuns(Consumer<StatementRecord> listener) {
    log.tell(listener);
  }

  /** Why a store does not answer; empty when all do. Asks them, so it may take its time. */
  public Optional<PitwallException> unreachableStore() {
    return new StoreProbe(stores, online.uncached(), registry::current).unreachable(allocator);
  }

  /** The allocator of all Arrow memory of the engine. */
  public BufferAllocator allocator() {
    return allocator;
  }

  private List<EngineTable> systemTables(String user) {
    return List.of(
        CachesTable.of(this::caches),
        ErasuresTable.of(registry::erasures),
        QueriesTable.of(log, user),
        SessionsTable.of(sessions, log));
  }

  /**
   * Cancels what runs, and closes the stores and the registry. Sessions are to be closed before.
   */
  @Override
  public void close() {
    try (registry;
        stores;
        allocator;
        driver) {
      // Closes the driver first, then the memory that its queries held.
    }
  }
}
