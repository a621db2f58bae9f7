package dev.pitwall.core.query;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** The engine: SQL in, Arrow batches out. Thread-safe. */
public final class FeatureQueryEngine implements AutoCloseable {
  private FeatureQueryEngine() {}

  /** Opens an engine with the stores that are found on the class path. */
  public static FeatureQueryEngine open(EngineConfig config) {
    throw new PitwallException(ErrorCode.INTERNAL_ERROR, "no engine yet");
  }

  /** Opens an engine over given stores, which it closes with itself. */
  public static FeatureQueryEngine open(EngineConfig config, StoreRegistry stores) {
    throw new PitwallException(ErrorCode.INTERNAL_ERROR, "no engine yet");
  }

  /** Opens a session, which the caller closes. */
  public QuerySession openSession(String user) {
    throw new PitwallException(ErrorCode.INTERNAL_ERROR, "no engine yet");
  }

  /** Parses, validates and plans one statement. */
  public PreparedQuery prepare(QuerySession session, String sql) {
    throw new PitwallException(ErrorCode.INTERNAL_ERROR, "no engine yet");
  }

  /** Prepares a statement and runs it. */
  public QueryResult execute(QuerySession session, String sql) {
    return prepare(session, sql).execute();
  }

  /** The catalog as of now. */
  public CatalogSnapshot catalog() {
    throw new PitwallException(ErrorCode.INTERNAL_ERROR, "no engine yet");
  }

  /** Every table the session can name, ordered by schema and name. */
  public List<TableListing> tables(QuerySession session) {
    throw new PitwallException(ErrorCode.INTERNAL_ERROR, "no engine yet");
  }

  /** The allocator of all Arrow memory of the engine. */
  public BufferAllocator allocator() {
    throw new PitwallException(ErrorCode.INTERNAL_ERROR, "no engine yet");
  }

  @Override
  public void close() {}
}
