package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.registry.CatalogChange;
import dev.pitwall.core.sql.tree.definition.CreateStatement;
import dev.pitwall.core.store.StoreRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of several objects that is made whole or not at all. Each is resolved as if those before
 * it were there. Not thread-safe.
 */
public final class DefinitionDraft {
  private final Definitions definitions;
  private final StoreRegistry stores;
  private final CatalogSnapshot before;
  private final List<CatalogChange.Edit> edits = new ArrayList<>();
  private CatalogSnapshot current;

  DefinitionDraft(Definitions definitions, StoreRegistry stores, CatalogSnapshot before) {
    this.definitions = definitions;
    this.stores = stores;
    this.before = before;
    this.current = before;
  }

  /**
   * Adds an object.
   *
   * @throws dev.pitwall.spi.error.PitwallException when it cannot be created; the draft is as it
   *     was
   */
  public void add(CreateStatement statement) {
    CatalogChange.Put put = new Creation(current, stores).of(statement);
    current = put.in(current);
    edits.add(put);
  }

  /** The catalog as it will be, but for its version. */
  public CatalogSnapshot catalog() {
    return current;
  }

  /**
   * Makes the change.
   *
   * @throws dev.pitwall.spi.error.PitwallException COMMIT_CONFLICT when the catalog has changed
   *     since
   */
  public void commit() {
    if (!edits.isEmpty()) {
      definitions.apply(before, edits);
    }
  }
}
