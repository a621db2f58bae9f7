package dev.pitwall.cli.connect;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.query.listing.TableListing;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.core.session.ProgressListener;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.StatementProgress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Runs statements on an engine in this process. */
public final class EmbeddedClient implements StatementClient {
  private final FeatureQueryEngine engine;
  private final QuerySession session;
  private Runnable cancelling = () -> {};
  private boolean cancelled;

  private EmbeddedClient(FeatureQueryEngine engine, QuerySession session) {
    this.engine = engine;
    this.session = session;
  }

  /** Opens an engine of its own. */
  public static EmbeddedClient open(EngineConfig config) {
    return open(config, ProgressListener.NONE);
  }

  /** Opens an engine of its own; somebody is told how far long statements are. */
  public static EmbeddedClient open(EngineConfig config, ProgressListener progress) {
    FeatureQueryEngine engine = FeatureQueryEngine.open(config);
    try {
      QuerySession session = engine.openSession(System.getProperty("user.name"));
      session.reportProgressTo(progress);
      return new EmbeddedClient(engine, session);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  @Override
  public ClientAnswer run(String sql) {
    begin();
    PreparedQuery query = engine.prepare(session, sql);
    cancelBy(query::cancel);
    QueryResult result = query.execute();
    cancelBy(result::cancel);
    return new EmbeddedAnswer(result);
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    cancelling.run();
  }

  @Override
  public Optional<StatementProgress> progress() {
    return engine.progress(session);
  }

  @Override
  public List<ListedTable> tables() {
    return engine.tables(session).stream().map(EmbeddedClient::listed).toList();
  }

  @Override
  public void close() {
    try (engine;
        session) {
      // Closes the session, then the engine, whatever the former throws.
    }
  }

  private synchronized void begin() {
    cancelled = false;
    cancelling = () -> {};
  }

  /** A wish to cancel may have come before there was anything to cancel. */
  private synchronized void cancelBy(Runnable next) {
    cancelling = next;
    if (cancelled) {
      next.run();
    }
  }

  private static ListedTable listed(TableListing table) {
    List<String> columns = table.schema().getFields().stream().map(Field::getName).toList();
    return new ListedTable(table.schemaName(), table.tableName(), columns);
  }

  private static final class EmbeddedAnswer implements ClientAnswer {
    private final QueryResult result;
    private VectorSchemaRoot batch;

    EmbeddedAnswer(QueryResult result) {
      this.result = Objects.requireNonNull(result, "result");
    }

    @Override
    public Schema schema() {
      return result.schema();
    }

    @Override
    public VectorSchemaRoot next() {
      free();
      batch = result.next();
      return batch;
    }

    @Override
    public long updateCount() {
      return result.updateCount();
    }

    @Override
    public List<QueryWarning> warnings() {
      return result.warnings();
    }

    @Override
    public void cancel() {
      result.cancel();
    }

    @Override
    public void close() {
      free();
      result.close();
    }

    private void free() {
      if (batch != null) {
        batch.close();
        batch = null;
      }
    }
  }
}
