package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.registry.CatalogChange.Drop;
import dev.pitwall.core.sql.ddl.clause.CatalogNames;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.definition.DropObject;
import dev.pitwall.spi.error.PitwallException;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;

/** Resolves DROP statements against one version of the catalog. */
final class Removal {
  private final CatalogNames names;
  private final Dependents dependents;

  Removal(CatalogSnapshot catalog) {
    this.names = new CatalogNames(catalog);
    this.dependents = new Dependents(catalog);
  }

  /** Empty when there is nothing to drop and that is no error. */
  Optional<Drop> of(DropObject statement) {
    SqlIdentifier name = statement.name();
    String simple = CatalogNames.simple(statement.kind(), name);
    if (statement.ifExists() && !names.has(statement.kind(), simple)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Drop(CatalogNames.registered(statement.kind()), checked(statement)));
    } catch (PitwallException e) {
      throw e.at(Positions.of(name));
    }
  }

  /** The name of what may be dropped. */
  private String checked(DropObject statement) {
    SqlIdentifier name = statement.name();
    switch (statement.kind()) {
      case ENTITY -> dependents.checkDropOfEntity(names.entity(name));
      case FEATURE_VIEW -> dependents.checkDropOfView(names.featureView(name));
      case FEATURE_SERVICE -> names.featureService(name);
      case TABLE -> names.lakeTable(name);
      case TRAINING_SET -> names.trainingSet(name);
    }
    return CatalogNames.simple(statement.kind(), name);
  }
}
