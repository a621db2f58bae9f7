package dev.pitwall.core.sql.validate;

import dev.pitwall.core.catalog.CatalogSnapshot;
import dev.pitwall.core.planner.lowering.sql.DatetimeConvertlets;
import dev.pitwall.core.planner.lowering.sql.PreciseIntervals;
import dev.pitwall.core.sql.parser.FeatureSqlParser;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Checks a query's tree against the tables there are, and makes relational algebra of it. */
public final class QueryAnalyzer {
  /** Every function that SQL can name: the standard's, and PostgreSQL's beyond it. */
  private static final SqlOperatorTable OPERATORS =
      SqlOperatorTables.chain(
          SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
              SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL),
          SqlOperatorTables.of(PointInTimeMarker.AS_OF, PointInTimeMarker.MATCH));

  private static final SqlValidator.Config VALIDATION =
      SqlValidator.Config.DEFAULT
          .withConformance(FeatureSqlParser.CONFORMANCE)
          .withIdentifierExpansion(true);

  /**
   * IN lists stay conditions, whatever their length, so that stores can be asked for their keys.
   */
  private static final SqlToRelConverter.Config CONVERSION =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE);

  private final CatalogSnapshot catalog;
  private final TableDirectory tables;
  private final RelOptCluster cluster;
  private final RelDataTypeFactory types;

  /**
   * Makes an analyzer of one statement.
   *
   * @param cluster what the algebra will belong to
   */
  public QueryAnalyzer(CatalogSnapshot catalog, TableDirectory tables, RelOptCluster cluster) {
    this.catalog = catalog;
    this.tables = tables;
    this.cluster = cluster;
    this.types = cluster.getTypeFactory();
  }

  /**
   * Validates and converts a query.
   *
   * @throws PitwallException of the category USER, with the place
   */
  public AnalyzedQuery analyze(SqlNode query) {
    PinnedTables pinned = new PinnedTables(tables);
    SqlNode named = query.accept(pinned);
    return new QueryAnalyzer(catalog, pinned.tables(), cluster).analyzeNamed(named);
  }

  /** Validates and converts a query that says by name alone which tables it reads. */
  private AnalyzedQuery analyzeNamed(SqlNode query) {
    StatementParameters parameters = StatementParameters.of(query);
    SqlNode rewritten = rewritten(query);
    try {
      SqlValidator validator = validator();
      SqlNode validated = validator.validate(rewritten);
      RelDataType parameterTypes = parameters.types(validated, validator, types);
      return new AnalyzedQuery(convert(validator, validated), parameterTypes);
    } catch (CalciteContextException e) {
      throw new ValidationErrors(tables, rewritten).translate(e);
    } catch (CalciteException e) {
      throw new PitwallException(ErrorCode.INVALID_STATEMENT, e.getMessage(), e);
    }
  }

  private SqlNode rewritten(SqlNode query) {
    SqlNode exact =
        PreciseIntervals.apply(query).accept(new ParameterCasts()).accept(new WindowArguments());
    SqlNode expanded = exact.accept(new PointInTimeFunction(catalog, this::columnsOf));
    return expanded.accept(new PointInTimeSyntax(tables));
  }

  /** Validates a table or query on its own. */
  private List<String> columnsOf(SqlNode from) {
    SqlParserPos pos = from.getParserPosition();
    SqlNode all =
        SelectTree.of(
            pos, List.of(SqlIdentifier.star(pos)), (SqlNode) from.clone(pos), /* where= */ null);
    SqlNode rewritten = all.accept(new PointInTimeSyntax(tables));
    try {
      SqlValidator validator = validator();
      SqlNode validated = validator.validate(rewritten);
      return validator.getValidatedNodeType(validated).getFieldNames();
    } catch (CalciteContextException e) {
      throw new ValidationErrors(tables, rewritten).translate(e);
    }
  }

  private RelRoot convert(SqlValidator validator, SqlNode validated) {
    SqlToRelConverter converter =
        new MarkedConversion(
            validator, reader(), cluster, DatetimeConvertlets.INSTANCE, CONVERSION);
    return converter.convertQuery(validated, false, true);
  }

  private SqlValidator validator() {
    return SqlValidatorUtil.newValidator(OPERATORS, reader(), types, VALIDATION);
  }

  private DirectoryReader reader() {
    return new DirectoryReader(tables, types);
  }
}
