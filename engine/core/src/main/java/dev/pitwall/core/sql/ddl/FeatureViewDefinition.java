package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.catalog.ViewEntity;
import dev.pitwall.core.sql.ddl.clause.CatalogNames;
import dev.pitwall.core.sql.ddl.clause.JoinKeys;
import dev.pitwall.core.sql.ddl.clause.NewTables;
import dev.pitwall.core.sql.ddl.clause.OptionNames;
import dev.pitwall.core.sql.ddl.clause.SourceClause;
import dev.pitwall.core.sql.ddl.clause.TimeToLiveClause;
import dev.pitwall.core.sql.tree.clause.FeatureViewClauses;
import dev.pitwall.core.sql.tree.clause.OptionAssignment;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.definition.CreateFeatureView;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import dev.pitwall.spi.model.FeatureViewSpec;
import dev.pitwall.spi.model.TimeToLive;
import dev.pitwall.spi.time.LengthOfTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;

/** Reads CREATE FEATURE VIEW. */
final class FeatureViewDefinition {
  private static final String CACHE_TTL = "cache_ttl";

  private final CatalogSnapshot catalog;
  private final StoreRegistry stores;
  private final NewTables tables;

  FeatureViewDefinition(CatalogSnapshot catalog, StoreRegistry stores, NewTables tables) {
    this.catalog = catalog;
    this.stores = stores;
    this.tables = tables;
  }

  FeatureViewSpec of(CreateFeatureView statement) {
    FeatureViewClauses clauses = statement.clauses();
    EntitySpec entity = new CatalogNames(catalog).entity(clauses.entity());
    Optional<TimeToLive> timeToLive = clauses.timeToLive().map(TimeToLiveClause::read);
    List<OptionAssignment> options = options(clauses);
    SourceClause source =
        SourceClause.of(
            clauses.origin(), options.stream().filter(o -> !o.key().equals(CACHE_TTL)).toList());
    String name = statement.name().getSimple();
    List<ColumnSpec> columns = source.columns(tables, statement.columns(), statement.name());
    JoinKeys.problem(entity, name, columns)
        .ifPresent(
            problem -> {
              throw problem.at(Positions.of(clauses.entity()));
            });
    FeatureViewSpec view =
        new FeatureViewSpec(
            name,
            ViewEntity.spelledAs(entity, columns),
            timestamp("TIMESTAMP", clauses.eventTimestamp(), name, columns),
            clauses.createdTimestamp().map(c -> timestamp("CREATED", c, name, columns)),
            timeToLive.orElse(TimeToLive.UNBOUNDED),
            columns,
            clauses.availability(),
            source.source(),
            clauses.comment(),
            cacheTtl(options));
    checkRoles(view, clauses);
    return view;
  }

  private List<OptionAssignment> options(FeatureViewClauses clauses) {
    List<String> names = new ArrayList<>(SourceClause.optionNames(clauses.origin(), stores));
    names.add(CACHE_TTL);
    return OptionNames.ofTable(clauses.options(), names);
  }

  private static Optional<Duration> cacheTtl(List<OptionAssignment> options) {
    return options.stream()
        .filter(option -> option.key().equals(CACHE_TTL))
        .map(FeatureViewDefinition::length)
        .findFirst();
  }

  private static Duration length(OptionAssignment option) {
    try {
      String text =
          option.value() instanceof SqlIntervalLiteral interval
              ? interval.toString()
              : option.text();
      return LengthOfTime.read(CACHE_TTL, text, ErrorCode.INVALID_VALUE);
    } catch (PitwallException e) {
      throw e.at(Positions.of(option.value()));
    }
  }

  /** The column's name as the table spells it. */
  private static String timestamp(
      String clause, SqlIdentifier column, String view, List<ColumnSpec> columns) {
    ColumnSpec found =
        ColumnSpec.find(columns, column.getSimple())
            .orElseThrow(() -> missing(column, view, columns));
    boolean isExact =
        found.type() instanceof ArrowType.Timestamp type && type.getUnit() == TimeUnit.MICROSECOND;
    if (!isExact) {
      throw new PitwallException(
              ErrorCode.TYPE_MISMATCH,
              "%s needs a column of TIMESTAMP(6) or TIMESTAMP_LTZ(6), but %s is %s"
                  .formatted(clause, found.name(), SqlTypeNames.of(found.field())))
          .at(Positions.of(column));
    }
    return found.name();
  }

  private static void checkRoles(FeatureViewSpec view, FeatureViewClauses clauses) {
    if (view.entity().joinKeyNames().contains(view.eventTimestamp())) {
      throw twoRoles(view.eventTimestamp(), "event timestamp", clauses.eventTimestamp());
    }
    view.createdTimestamp()
        .filter(
            created ->
                created.equals(view.eventTimestamp())
                    || view.entity().joinKeyNames().contains(created))
        .ifPresent(
            created -> {
              throw twoRoles(
                  created, "created timestamp", clauses.createdTimestamp().orElseThrow());
            });
  }

  private static PitwallException twoRoles(String column, String role, SqlIdentifier place) {
    return new PitwallException(
            ErrorCode.INVALID_STATEMENT,
            "the column " + column + " has another role already and cannot be the " + role + " too")
        .at(Positions.of(place));
  }

  private static PitwallException missing(
      SqlIdentifier column, String view, List<ColumnSpec> columns) {
    List<String> known = columns.stream().map(ColumnSpec::name).toList();
    return new PitwallException(
            ErrorCode.COLUMN_NOT_FOUND,
            "feature view "
                + view
                + " has no column "
                + column.getSimple()
                + Suggestion.didYouMean(column.getSimple(), known))
        .at(Positions.of(column));
  }
}
