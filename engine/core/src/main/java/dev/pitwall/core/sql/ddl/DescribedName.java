package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.registry.CatalogRegistry;
import dev.pitwall.core.session.TemporaryTable;
import dev.pitwall.core.sql.ddl.DefinitionOutcome.Listed;
import dev.pitwall.core.sql.ddl.clause.CatalogNames;
import dev.pitwall.core.sql.tree.DescribeObject;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;

/** Finds what a DESCRIBE means: first what the session has, then views, tables and the rest. */
public final class DescribedName {
  private static final List<ObjectKind> ORDER =
      List.of(
          ObjectKind.FEATURE_VIEW,
          ObjectKind.TABLE,
          ObjectKind.ENTITY,
          ObjectKind.FEATURE_SERVICE,
          ObjectKind.TRAINING_SET);

  private final CatalogSnapshot catalog;
  private final CatalogNames names;
  private final CatalogRegistry registry;
  private final List<TemporaryTable> temporaryTables;

  public DescribedName(
      CatalogSnapshot catalog, CatalogRegistry registry, List<TemporaryTable> temporaryTables) {
    this.catalog = catalog;
    this.names = new CatalogNames(catalog);
    this.registry = registry;
    this.temporaryTables = temporaryTables;
  }

  public Listed describe(DescribeObject statement) {
    SqlIdentifier name = statement.name();
    boolean canBeTable = statement.kind().orElse(ObjectKind.TABLE) == ObjectKind.TABLE;
    Optional<TemporaryTable> temporary = canBeTable ? temporary(name) : Optional.empty();
    return temporary.isPresent()
        ? description().of(temporary.get())
        : describe(statement.kind().orElseGet(() -> kindOf(name)), name);
  }

  private Listed describe(ObjectKind kind, SqlIdentifier name) {
    return switch (kind) {
      case ENTITY -> description().of(names.entity(name));
      case FEATURE_VIEW -> description().of(names.featureView(name));
      case FEATURE_SERVICE -> description().of(names.featureService(name));
      case TABLE -> description().of(names.lakeTable(name));
      case TRAINING_SET -> description().of(names.trainingSet(name));
    };
  }

  private ObjectDescription description() {
    return new ObjectDescription(catalog, registry);
  }

  private Optional<TemporaryTable> temporary(SqlIdentifier name) {
    List<String> parts = name.names;
    boolean isInSession = parts.size() == 2 && parts.get(0).equalsIgnoreCase("session");
    return temporaryTables.stream()
        .filter(table -> isInSession || parts.size() == 1)
        .filter(table -> table.name().equalsIgnoreCase(parts.get(parts.size() - 1)))
        .findFirst();
  }

  private ObjectKind kindOf(SqlIdentifier name) {
    if (!name.isSimple()) {
      return kindInSchema(name);
    }
    return ORDER.stream()
        .filter(kind -> names.has(kind, name.getSimple()))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static ObjectKind kindInSchema(SqlIdentifier name) {
    String schema = name.names.get(0);
    if (schema.equalsIgnoreCase("training_sets")) {
      return ObjectKind.TRAINING_SET;
    }
    boolean isView = schema.equalsIgnoreCase("features") || schema.equalsIgnoreCase("online");
    return isView ? ObjectKind.FEATURE_VIEW : ObjectKind.TABLE;
  }

  private PitwallException unknown(SqlIdentifier name) {
    List<String> known = new ArrayList<>();
    temporaryTables.forEach(table -> known.add(table.name()));
    ORDER.forEach(kind -> known.addAll(names.names(kind)));
    return new PitwallException(
            ErrorCode.TABLE_NOT_FOUND,
            "there is no feature view, table, entity or feature service "
                + name.getSimple()
                + Suggestion.didYouMean(name.getSimple(), known))
        .at(Positions.of(name));
  }
}
