package dev.pitwall.core.feast.mapping;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.sql.ddl.DefinitionDraft;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.sql.tree.definition.CreateStatement;
import dev.pitwall.spi.error.ErrorCategory;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Adds objects to a draft one by one, and notes what became of each. */
final class ImportReport {
  private final DefinitionDraft draft;
  private final FeatureSqlParser parser;
  private final List<List<Object>> rows = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  ImportReport(DefinitionDraft draft, FeatureSqlParser parser) {
    this.draft = draft;
    this.parser = parser;
  }

  /**
   * Creates or replaces an object, or notes why it cannot be.
   *
   * @param note what the reader should know of it all the same; null when there is nothing
   * @param statement gives the statement that does it, or fails with the reason why there is none
   * @return whether the object was mapped
   * @throws PitwallException when a store fails, whatever it is asked
   */
  boolean create(ObjectKind kind, String name, String note, Supplier<String> statement) {
    String label = label(kind);
    if (!names.add(label + " " + name.toLowerCase(Locale.ROOT))) {
      notMapped(label, name, "another one has that name, when case is set aside");
      return false;
    }
    String outcome = isKnown(kind, name) ? "replaced" : "created";
    try {
      draft.add((CreateStatement) parser.parse(statement.get()));
    } catch (PitwallException e) {
      if (e.code().category() != ErrorCategory.USER) {
        throw e;
      }
      notMapped(label, name, e.getMessage());
      return false;
    }
    rows.add(Arrays.asList(label, name, outcome, note));
    return true;
  }

  void notMapped(String kind, String name, String reason) {
    rows.add(Arrays.asList(kind, name, "not mapped", reason));
  }

  /** A row for each object, of {@link RegistryImport#COLUMNS}. */
  List<List<Object>> rows() {
    return rows;
  }

  private static String label(ObjectKind kind) {
    return kind.keywords().toLowerCase(Locale.ROOT);
  }

  private boolean isKnown(ObjectKind kind, String name) {
    CatalogSnapshot catalog = draft.catalog();
    return switch (kind) {
      case ENTITY -> catalog.entity(name).isPresent();
      case FEATURE_VIEW -> catalog.featureView(name).isPresent();
      case FEATURE_SERVICE -> catalog.featureService(name).isPresent();
      case TABLE -> catalog.lakeTable(name).isPresent();
      case TRAINING_SET -> catalog.trainingSet(name).isPresent();
    };
  }
}
