package dev.pitwall.core.registry;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.StaleViews;
import dev.pitwall.core.config.EngineConfig.RegistryConfig;
import dev.pitwall.core.registry.definition.DefinitionKind;
import dev.pitwall.core.registry.definition.RegisteredDefinition;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the catalog in a database, every version of it. Thread-safe.
 *
 * <p>Every method fails with a {@link dev.pitwall.spi.error.PitwallException}: STORE_UNAVAILABLE,
 * STORE_FAILURE or DATA_CORRUPT when the database does.
 */
public final class CatalogRegistry implements AutoCloseable {
  /** For how long a change that another process made may go unseen. */
  private static final Duration STALENESS = Duration.ofSeconds(1);

  private final RegistryDatabase database;
  private final RegistryAddress.Sharing sharing;
  private final long stalenessNanos;
  private volatile CatalogSnapshot snapshot;
  private volatile long readAtNanos;

  private CatalogRegistry(
      RegistryDatabase database, RegistryAddress.Sharing sharing, Duration staleness) {
    this.database = database;
    this.sharing = sharing;
    this.stalenessNanos = staleness.toNanos();
    this.snapshot = database.transaction(CatalogRegistry::read);
    this.readAtNanos = System.nanoTime();
  }

  /**
   * Opens a registry, which is made when it is missing.
   *
   * @throws dev.pitwall.spi.error.PitwallException REGISTRY_LOCKED when another process has its
   *     file open; INVALID_CONFIGURATION when the URL or the credentials are wrong
   */
  public static CatalogRegistry open(RegistryConfig config) {
    return open(config, STALENESS);
  }

  static CatalogRegistry open(RegistryConfig config, Duration staleness) {
    RegistryDatabase database = RegistryDatabase.open(config);
    try {
      return new CatalogRegistry(database, new RegistryAddress(config.url()).sharing(), staleness);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * The catalog as of now. Costs nothing in a registry of this process alone; in a shared one, a
   * change that another process made is seen within a second.
   */
  public CatalogSnapshot current() {
    if (sharing == RegistryAddress.Sharing.SHARED
        && System.nanoTime() - readAtNanos >= stalenessNanos) {
      refresh();
    }
    return snapshot;
  }

  /**
   * Makes a change, whole or not at all.
   *
   * @return the catalog after it
   * @throws dev.pitwall.spi.error.PitwallException COMMIT_CONFLICT when the catalog is not the one
   *     that the change was resolved against any more
   */
  public synchronized CatalogSnapshot apply(CatalogChange change) {
    try {
      snapshot = database.change(connection -> applied(connection, change));
    } catch (RuntimeException e) {
      refresh();
      throw e;
    }
    return snapshot;
  }

  /** The newest version of every object that was not dropped, by kind and name. */
  public List<RegisteredDefinition> definitions() {
    return database.transaction(connection -> new DefinitionRows(connection).current());
  }

  /** The newest version of an object; empty when there is none, or it was dropped. */
  public Optional<RegisteredDefinition> definition(DefinitionKind kind, String name) {
    return database
        .transaction(connection -> new DefinitionRows(connection).newest(kind, name))
        .filter(row -> row.definition().isPresent());
  }

  /** Every version that the name ever had in its kind, oldest first. */
  public List<RegisteredDefinition> history(DefinitionKind kind, String name) {
    return database.transaction(connection -> new DefinitionRows(connection).history(kind, name));
  }

  /**
   * What of a view's history is in the online store; empty when nothing is known to be, or when the
   * view has changed since in a way that its stored rows do not fit.
   */
  public Optional<Watermark> watermark(String view) {
    return database.transaction(connection -> new Watermarks(connection).of(view));
  }

  /** The state that a view has now, with the definition that is known of it. */
  public ViewState state(FeatureViewSpec view) {
    return new ViewState(
        view, database.transaction(connection -> new ViewErasures(connection).of(view.name())));
  }

  /**
   * Whether what was read of a view in a state may still be written to the online store. Another
   * process's erasure is seen at once, its change of the definition as {@link #current} says.
   */
  public boolean isCurrent(ViewState state) {
    return StaleViews.isCurrent(state.view(), current())
        && state(state.view()).erasures() == state.erasures();
  }

  /**
   * Records a view's watermark, if the view is still in the state in which it was read.
   *
   * @return whether it was recorded
   */
  public boolean recordWatermark(ViewState state, Watermark watermark) {
    String view = state.view().name();
    return database.change(
        connection -> {
          boolean isCurrent =
              StaleViews.isCurrent(state.view(), newest(connection))
                  && new ViewErasures(connection).of(view) == state.erasures();
          if (isCurrent) {
            new Watermarks(connection).set(view, watermark);
          }
          return isCurrent;
        });
  }

  /** Gives a view another state, as an entity is erased from its online rows. */
  public void countErasure(FeatureViewSpec view) {
    database.change(
        connection -> {
          new ViewErasures(connection).add(view.name());
          return null;
        });
  }

  /**
   * Forgets what is stored of a view, once the rows of an older definition were removed: what was
   * materialized of its successor meanwhile may have gone with them, and runs that are under way
   * end.
   */
  public void forgetRows(FeatureViewSpec view) {
    database.change(
        connection -> {
          new Watermarks(connection).remove(view.name());
          new ViewErasures(connection).add(view.name());
          return null;
        });
  }

  /**
   * Records that somebody is to be erased, before anything is; one that was begun before and not
   * finished goes on.
   */
  public Erasure beginErasure(String entity, String joinKey, String scope, String user) {
    return database.transaction(
        connection -> new Erasures(connection).begin(entity, joinKey, scope, user));
  }

  /** Records what an erasure removed so far. */
  public void noteErased(Erasure erasure, String removed) {
    database.transaction(
        connection -> {
          new Erasures(connection).note(erasure, removed);
          return null;
        });
  }

  /** Records that an erasure is done, and what it removed. */
  public void endErasure(Erasure erasure, String removed) {
    database.transaction(
        connection -> {
          new Erasures(connection).end(erasure, removed);
          return null;
        });
  }

  /** The receipts of all erasures, oldest first. */
  public List<Erasure> erasures() {
    return database.transaction(connection -> new Erasures(connection).all());
  }

  @Override
  public void close() {
    database.close();
  }

  /** The present, as exact as databases keep it. */
  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private synchronized void refresh() {
    snapshot = database.transaction(this::newest);
    readAtNanos = System.nanoTime();
  }

  private CatalogSnapshot newest(Connection connection) throws SQLException {
    CatalogSnapshot known = snapshot;
    return new DefinitionRows(connection).catalogVersion() == known.version()
        ? known
        : read(connection);
  }

  private CatalogSnapshot applied(Connection connection, CatalogChange change) throws SQLException {
    CatalogSnapshot before = snapshot;
    DefinitionRows rows = new DefinitionRows(connection);
    if (before.version() != change.basedOn() || rows.catalogVersion() != change.basedOn()) {
      throw RegistryErrors.conflict(null);
    }
    CatalogEdit edit = new CatalogEdit(connection, change.basedOn() + 1, now());
    List<CatalogChange.Edit> effective = edit.effective(change.edits());
    if (effective.isEmpty()) {
      return before;
    }
    rows.advance();
    return edit.write(before, effective);
  }

  private static CatalogSnapshot read(Connection connection) throws SQLException {
    DefinitionRows rows = new DefinitionRows(connection);
    return CatalogRows.snapshot(rows.catalogVersion(), rows.current());
  }
}
