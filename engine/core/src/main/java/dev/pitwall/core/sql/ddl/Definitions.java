package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.StaleViews;
import dev.pitwall.core.catalog.TrainingSet;
import dev.pitwall.core.registry.CatalogChange;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.registry.definition.Definition;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.core.sql.ddl.DefinitionOutcome.Changed;
import dev.pitwall.core.sql.tree.DescribeObject;
import dev.pitwall.core.sql.tree.ShowObjects;
import dev.pitwall.core.sql.tree.definition.AlterObject;
import dev.pitwall.core.sql.tree.definition.CreateStatement;
import dev.pitwall.core.sql.tree.definition.CreateTemporaryTable;
import dev.pitwall.core.sql.tree.definition.CreateTrainingSet;
import dev.pitwall.core.sql.tree.definition.DropObject;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.Availability;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlNode;

/**
 * Runs the statements that define objects and those that tell of them. Thread-safe.
 *
 * <p>A statement is resolved as a whole before anything is written. Every error is a {@link
 * PitwallException} placed in the statement's text, where the text is to blame.
 */
public final class Definitions {
  private final CatalogRegistry registry;
  private final StoreRegistry stores;

  public Definitions(CatalogRegistry registry, StoreRegistry stores) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.stores = Objects.requireNonNull(stores, "stores");
  }

  /**
   * Whether a statement is run here: any CREATE but of a temporary table or training set, ALTER,
   * DROP and so on.
   */
  public static boolean isDefinition(SqlNode statement) {
    return (statement instanceof CreateStatement
            && !(statement instanceof CreateTemporaryTable)
            && !(statement instanceof CreateTrainingSet))
        || statement instanceof AlterObject
        || statement instanceof DropObject
        || statement instanceof ShowObjects
        || statement instanceof DescribeObject;
  }

  /** The columns of the rows that a statement gives; empty when it changes the catalog. */
  public static Optional<Schema> listedColumns(SqlNode statement) {
    if (statement instanceof ShowObjects show) {
      return Optional.of(
          switch (show.kind()) {
            case ENTITY -> Listings.ENTITIES;
            case FEATURE_VIEW -> Listings.FEATURE_VIEWS;
            case FEATURE_SERVICE -> Listings.FEATURE_SERVICES;
            case TABLE -> Listings.TABLES;
            case TRAINING_SET -> Listings.TRAINING_SETS;
          });
    }
    return statement instanceof DescribeObject
        ? Optional.of(Listings.DESCRIPTION)
        : Optional.empty();
  }

  /** Runs a statement of a session without temporary tables. */
  public DefinitionOutcome execute(SqlNode statement) {
    return execute(statement, List.of());
  }

  /**
   * Runs a statement.
   *
   * @param temporaryTables the session's, which SHOW and DESCRIBE tell of; dropping one is the
   *     session's own business
   * @throws IllegalArgumentException when the statement is none of {@link #isDefinition}
   */
  public DefinitionOutcome execute(SqlNode statement, List<TemporaryTable> temporaryTables) {
    CatalogSnapshot catalog = registry.current();
    if (statement instanceof ShowObjects show) {
      return new ObjectListing(catalog, registry.definitions()).of(show.kind(), temporaryTables);
    }
    if (statement instanceof DescribeObject describe) {
      return new DescribedName(catalog, registry, temporaryTables).describe(describe);
    }
    Optional<? extends CatalogChange.Edit> edit = edit(catalog, statement);
    edit.ifPresent(change -> apply(catalog, List.of(change)));
    return new Changed(edit.isPresent() ? 1 : 0);
  }

  /** Keeps a training set, in place of any of that name. */
  public void put(TrainingSet set) {
    apply(
        registry.current(),
        List.of(new CatalogChange.Put(new Definition.TrainingSet(set), Optional.empty())));
  }

  /** Begins a change of several objects as the catalog now is. */
  public DefinitionDraft draft() {
    return new DefinitionDraft(this, stores, registry.current());
  }

  private Optional<? extends CatalogChange.Edit> edit(CatalogSnapshot catalog, SqlNode statement) {
    if (statement instanceof CreateStatement create && isDefinition(statement)) {
      return Optional.of(new Creation(catalog, stores).of(create));
    }
    if (statement instanceof AlterObject alter) {
      return Optional.of(new Alteration(catalog, stores).of(alter));
    }
    if (statement instanceof DropObject drop) {
      return new Removal(catalog).of(drop);
    }
    throw new IllegalArgumentException(statement.getKind() + " defines nothing");
  }

  void apply(CatalogSnapshot before, List<? extends CatalogChange.Edit> edits) {
    CatalogSnapshot after = registry.apply(new CatalogChange(before.version(), List.copyOf(edits)));
    List<Runnable> steps = new ArrayList<>();
    for (FeatureViewSpec view : StaleViews.between(before, after)) {
      if (view.availability() == Availability.ONLINE) {
        steps.add(() -> dropRows(view));
        steps.add(() -> registry.forgetRows(view));
      }
    }
    runAll(steps);
  }

  /** What fails keeps no other step from being done; the first failure has the others with it. */
  private static void runAll(List<Runnable> steps) {
    RuntimeException first = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Rows of the old definition would answer for the new one, or for a later view of that name. */
  private void dropRows(FeatureViewSpec view) {
    try {
      stores.online().drop(view);
    } catch (PitwallException e) {
      throw new PitwallException(
          e.code(),
          "the catalog was changed, but the old rows of feature view "
              + view.name()
              + " could not be removed from the online store: "
              + e.getMessage(),
          e);
    }
  }
}
