package dev.pitwall.core.feast.mapping;

import dev.pitwall.core.feast.file.FeastRegistry;
import dev.pitwall.core.feast.file.FeastService;
import dev.pitwall.core.feast.file.FeastView;
import dev.pitwall.core.feast.file.RegistryFile;
import dev.pitwall.core.sql.ddl.DefinitionDraft;
import dev.pitwall.core.sql.ddl.Definitions;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.sql.tree.ImportFeastRegistry;
import dev.pitwall.core.sql.tree.clause.ObjectKind;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlLiteral;

/**
 * IMPORT FEAST REGISTRY: creates what Feast's registry has, in one change, as CREATE OR REPLACE
 * would, and tells what has no counterpart. Thread-safe.
 */
public final class RegistryImport {
  /** One row for each object; the reason is NULL where there is nothing to say. */
  public static final Schema COLUMNS =
      new Schema(
          List.of(
              Field.notNullable("kind", ArrowType.Utf8.INSTANCE),
              Field.notNullable("name", ArrowType.Utf8.INSTANCE),
              Field.notNullable("outcome", ArrowType.Utf8.INSTANCE),
              Field.nullable("reason", ArrowType.Utf8.INSTANCE)));

  private final FeatureSqlParser parser;
  private final Definitions definitions;
  private final StoreRegistry stores;

  public RegistryImport(FeatureSqlParser parser, Definitions definitions, StoreRegistry stores) {
    this.parser = Objects.requireNonNull(parser, "parser");
    this.definitions = Objects.requireNonNull(definitions, "definitions");
    this.stores = Objects.requireNonNull(stores, "stores");
  }

  /**
   * Imports a registry.
   *
   * @return rows of {@link #COLUMNS}
   * @throws PitwallException LOCATION_NOT_FOUND, INVALID_VALUE and others of {@link RegistryFile},
   *     at the file's place in the statement; INVALID_STATEMENT when it is not clear which project
   *     is meant; of the category EXTERNAL when a store fails; nothing is changed then
   */
  public List<List<Object>> run(ImportFeastRegistry statement) {
    FeastRegistry registry = registry(statement);
    DefinitionDraft draft = definitions.draft();
    ImportReport report = new ImportReport(draft, parser);
    MappedEntities entities = new MappedEntities(registry);
    for (MappedEntity entity : entities.all()) {
      report.create(ObjectKind.ENTITY, entity.name(), entity.note(), entity::statement);
    }
    Path file = Path.of(text(statement.location()));
    ViewStatement views = new ViewStatement(stores, new SourceLocations(file));
    Set<String> mapped = new HashSet<>();
    for (FeastView view : registry.views()) {
      if (report.create(
          ObjectKind.FEATURE_VIEW,
          view.name(),
          note(view),
          () -> views.of(view, entities.of(view)))) {
        mapped.add(view.name());
      }
    }
    for (FeastService service : registry.services()) {
      report.create(
          ObjectKind.FEATURE_SERVICE,
          service.name(),
          null,
          () -> ServiceStatement.of(service, mapped));
    }
    registry
        .others()
        .forEach(other -> report.notMapped(other.kind(), other.name(), other.reason()));
    draft.commit();
    return report.rows();
  }

  private static FeastRegistry registry(ImportFeastRegistry statement) {
    SqlLiteral location = statement.location();
    try {
      FeastRegistry registry = RegistryFile.read(text(location));
      return statement
          .project()
          .map(project -> named(registry, project))
          .orElseGet(() -> only(registry));
    } catch (PitwallException e) {
      throw e.at(Positions.of(location));
    }
  }

  private static FeastRegistry named(FeastRegistry registry, SqlLiteral project) {
    SortedSet<String> projects = registry.projects();
    if (!projects.contains(text(project))) {
      throw new PitwallException(
              ErrorCode.INVALID_STATEMENT,
              "the registry has no project " + text(project) + "; it has " + listed(projects))
          .at(Positions.of(project));
    }
    return registry.of(text(project));
  }

  private static FeastRegistry only(FeastRegistry registry) {
    SortedSet<String> projects = registry.projects();
    if (projects.size() > 1) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the registry has several projects, "
              + listed(projects)
              + "; say which, as in IMPORT FEAST REGISTRY '…' PROJECT '"
              + projects.first()
              + "'");
    }
    return registry;
  }

  private static String listed(SortedSet<String> projects) {
    return projects.isEmpty() ? "none" : String.join(", ", projects);
  }

  /** Null when there is nothing to say. */
  private static String note(FeastView view) {
    return view.stream()
        .map(source -> "what its " + source.kind() + " brings is seen online only")
        .orElse(null);
  }

  private static String text(SqlLiteral literal) {
    return literal.toValue();
  }
}
