package dev.pitwall.core.sql.validate;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Writes {@code TABLE(POINT_IN_TIME(…))} out as the query it is short for: the spine, joined with
 * each view as of the spine's timestamp, and the features asked for behind the spine's columns.
 */
final class PointInTimeFunction extends SqlShuttle {
  private static final String NAME = "POINT_IN_TIME";
  private static final String SPINE = "$spine";

  private final CatalogSnapshot catalog;
  private final Function<SqlNode, List<String>> columnsOf;

  /**
   * Makes the rewriting.
   *
   * @param columnsOf validates a table or query and names its columns
   */
  PointInTimeFunction(CatalogSnapshot catalog, Function<SqlNode, List<String>> columnsOf) {
    this.catalog = catalog;
    this.columnsOf = columnsOf;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.COLLECTION_TABLE
        && call.operand(0) instanceof SqlCall function
        && function.getOperator() instanceof SqlFunction
        && function.getOperator().getName().equalsIgnoreCase(NAME)) {
      return expand(function);
    }
    return super.visit(call);
  }

  private SqlNode expand(SqlCall function) {
    PointInTimeArguments arguments = new PointInTimeArguments(function);
    SqlNode spine = arguments.spine().accept(this);
    Set<String> spineColumns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    spineColumns.addAll(columnsOf.apply(spine));
    arguments.timestamp().ifPresent(column -> checkColumn(column, spineColumns));
    Expansion expansion = new Expansion(arguments, spineColumns, function.getParserPosition());
    references(arguments, function).forEach(expansion::add);
    return expansion.toQuery(spine);
  }

  private List<Placed> references(PointInTimeArguments arguments, SqlCall function) {
    List<Placed> placed = new ArrayList<>();
    if (arguments.features().isPresent() == arguments.service().isPresent()) {
      throw PointInTimeArguments.error(
          "POINT_IN_TIME needs either FEATURES => ARRAY['view:feature', …] or SERVICE => 'name'",
          function);
    }
    arguments.features().ifPresent(list -> list.forEach(node -> placed.addAll(placed(node, true))));
    arguments.service().ifPresent(node -> placed.addAll(placed(node, false)));
    return placed;
  }

  private List<Placed> placed(SqlNode node, boolean single) {
    String text = PointInTimeArguments.text(node);
    try {
      List<FeatureReference> references =
          single
              ? FeatureReference.parse(text, catalog)
              : FeatureReference.ofService(text, catalog);
      return references.stream().map(reference -> new Placed(reference, node)).toList();
    } catch (PitwallException e) {
      throw e.at(Positions.of(node));
    }
  }

  private static void checkColumn(SqlIdentifier column, Set<String> spineColumns) {
    if (!spineColumns.contains(column.getSimple())) {
      throw new PitwallException(
              ErrorCode.COLUMN_NOT_FOUND,
              "the spine has no column "
                  + column.getSimple()
                  + Suggestion.didYouMean(column.getSimple(), spineColumns))
          .at(Positions.of(column));
    }
  }

  /** A feature, and where the statement asks for it. */
  private record Placed(FeatureReference reference, SqlNode node) {}

  /** The query, as it grows by one feature after the other. */
  private static final class Expansion {
    private final PointInTimeArguments arguments;
    private final Set<String> spineColumns;
    private final SqlParserPos pos;
    private final Map<String, FeatureViewSpec> views = new LinkedHashMap<>();
    private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<SqlNode> selected = new ArrayList<>();

    Expansion(PointInTimeArguments arguments, Set<String> spineColumns, SqlParserPos pos) {
      this.arguments = arguments;
      this.spineColumns = spineColumns;
      this.pos = pos;
      names.addAll(spineColumns);
      selected.add(SqlIdentifier.star(List.of(SPINE, ""), pos, List.of(pos, pos)));
    }

    void add(Placed placed) {
      FeatureReference feature = placed.reference();
      String alias = "$" + feature.view().name();
      if (views.put(alias, feature.view()) == null) {
        checkKeys(feature.view(), placed.node());
      }
      String name = arguments.fullFeatureNames() ? feature.fullName() : feature.feature();
      if (!names.add(name)) {
        throw new PitwallException(
                ErrorCode.DUPLICATE_COLUMN,
                "two columns would be named "
                    + name
                    + ", one of them "
                    + feature.view().name()
                    + ":"
                    + feature.feature()
                    + "; set FULL_FEATURE_NAMES => TRUE, or rename the spine's column")
            .at(Positions.of(placed.node()));
      }
      selected.add(
          SqlStdOperatorTable.AS.createCall(
              pos, column(alias, feature.feature()), new SqlIdentifier(name, pos)));
    }

    private void checkKeys(FeatureViewSpec view, SqlNode node) {
      for (String key : view.entity().joinKeyNames()) {
        if (!spineColumns.contains(key)) {
          throw new PitwallException(
                  ErrorCode.COLUMN_NOT_FOUND,
                  "the spine has no column "
                      + key
                      + ", a join key of feature view "
                      + view.name()
                      + Suggestion.didYouMean(key, spineColumns))
              .at(Positions.of(node));
        }
      }
    }

    SqlNode toQuery(SqlNode spine) {
      SqlNode from = as(spine, SPINE);
      for (Map.Entry<String, FeatureViewSpec> view : views.entrySet()) {
        from = join(from, view.getKey(), view.getValue());
      }
      return SelectTree.of(pos, selected, from, /* where= */ null);
    }

    private SqlNode join(SqlNode left, String alias, FeatureViewSpec view) {
      SqlNode table = new SqlIdentifier(List.of(TableDirectory.FEATURES, view.name()), pos);
      SqlNode at = at();
      return new SqlJoin(
          pos,
          left,
          SqlLiteral.createBoolean(false, pos),
          JoinType.LEFT.symbol(pos),
          as(table, alias),
          JoinConditionType.ON.symbol(pos),
          PointInTimeMarker.AS_OF.createCall(
              pos, at, condition(alias, view), column(alias, view.eventTimestamp())));
    }

    private SqlNode condition(String alias, FeatureViewSpec view) {
      SqlNode condition = SqlLiteral.createBoolean(true, pos);
      for (String key : view.entity().joinKeyNames()) {
        SqlNode equal =
            SqlStdOperatorTable.EQUALS.createCall(pos, column(SPINE, key), column(alias, key));
        condition = SqlStdOperatorTable.AND.createCall(pos, condition, equal);
      }
      if (arguments.knownBy() && view.createdTimestamp().isPresent()) {
        SqlNode known =
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL.createCall(
                pos, column(alias, view.createdTimestamp().get()), at());
        condition = SqlStdOperatorTable.AND.createCall(pos, condition, known);
      }
      return condition;
    }

    private SqlNode at() {
      return arguments
          .timestamp()
          .map(column -> column(SPINE, column.getSimple()))
          .orElseGet(() -> SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(pos));
    }

    private SqlNode as(SqlNode table, String alias) {
      return SqlStdOperatorTable.AS.createCall(pos, table, new SqlIdentifier(alias, pos));
    }

    private SqlNode column(String table, String column) {
      return new SqlIdentifier(List.of(table, column), pos);
    }
  }
}
