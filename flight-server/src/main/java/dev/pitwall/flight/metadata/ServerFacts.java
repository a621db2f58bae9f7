package dev.pitwall.flight.metadata;

import dev.pitwall.flight.config.SessionLimits;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlNullOrdering;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlOuterJoinsSupportLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedCaseSensitivity;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedElementActions;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedGroupBy;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedPositionedCommands;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedResultSetType;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedSubqueries;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedTransaction;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlSupportedUnions;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlTransactionIsolationLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SupportedAnsi92SqlGrammarLevel;
import org.apache.arrow.flight.sql.impl.FlightSql.SupportedSqlGrammar;

/**
 * What the server says of itself in answer to GetSqlInfo. Every code that any client reads has a
 * value: the stock JDBC driver fails with a NullPointerException on a missing one.
 */
public final class ServerFacts {
  private static final String ARROW_VERSION = "18.3.0";
  private static final long UNLIMITED = 0;

  /** Codes that no builder method can set; JDBC answers without them. */
  private static final Set<SqlInfo> UNSAID =
      EnumSet.of(
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_UNSPECIFIED,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_FORWARD_ONLY,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_SCROLL_SENSITIVE,
          SqlInfo.SQL_SUPPORTED_CONCURRENCIES_FOR_RESULT_SET_SCROLL_INSENSITIVE,
          SqlInfo.UNRECOGNIZED);

  private static final Set<Integer> KNOWN_CODES =
      EnumSet.complementOf(EnumSet.copyOf(UNSAID)).stream()
          .map(SqlInfo::getNumber)
          .collect(Collectors.toUnmodifiableSet());

  private final SqlInfoBuilder facts = new SqlInfoBuilder();

  /**
   * Collects the facts.
   *
   * @param version of the server
   */
  public ServerFacts(String version, SessionLimits limits) {
    addServer(version);
    addNames();
    addVocabulary();
    addGrammar();
    addStatements();
    addTransactions();
    addLimits(limits);
  }

  /**
   * Sends facts, in one batch; the client must be ready to take it.
   *
   * @param codes what is asked for, unknown codes being left out; empty for all
   */
  public void send(List<Integer> codes, ServerStreamListener listener) {
    List<Integer> wanted = codes.isEmpty() ? KNOWN_CODES.stream().sorted().toList() : codes;
    facts.send(wanted.stream().filter(KNOWN_CODES::contains).toList(), listener);
  }

  private void addServer(String version) {
    facts
        .withFlightSqlServerName("Pitwall")
        .withFlightSqlServerVersion(version)
        .withFlightSqlServerArrowVersion(ARROW_VERSION)
        .withFlightSqlServerReadOnly(false)
        .withFlightSqlServerSql(true)
        .withFlightSqlServerSubstrait(false)
        .withFlightSqlServerSubstraitMinVersion("")
        .withFlightSqlServerSubstraitMaxVersion("")
        .withFlightSqlServerTransaction(SqlSupportedTransaction.SQL_SUPPORTED_TRANSACTION_NONE)
        .withFlightSqlServerCancel(true)
        .withFlightSqlServerBulkIngestion(true)
        .withFlightSqlServerBulkIngestionTransaction(false)
        .withFlightSqlServerStatementTimeout(0)
        .withFlightSqlServerTransactionTimeout(0);
  }

  private void addNames() {
    facts
        .withSqlIdentifierQuoteChar("\"")
        .withSqlIdentifierCase(SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE)
        .withSqlQuotedIdentifierCase(
            SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE)
        .withSqlSearchStringEscape(NamePattern.ESCAPE)
        .withSqlExtraNameCharacters("$")
        .withSqlCatalogTerm("catalog")
        .withSqlSchemaTerm("schema")
        .withSqlProcedureTerm("procedure")
        .withSqlCatalogAtStart(true)
        .withSqlSchemasSupportedActions(new SqlSupportedElementActions[0])
        .withSqlCatalogsSupportedActions(new SqlSupportedElementActions[0]);
  }

  private void addVocabulary() {
    facts
        .withSqlKeywords(Vocabulary.KEYWORDS.toArray(String[]::new))
        .withSqlNumericFunctions(Vocabulary.NUMERIC_FUNCTIONS.toArray(String[]::new))
        .withSqlStringFunctions(Vocabulary.STRING_FUNCTIONS.toArray(String[]::new))
        .withSqlSystemFunctions(Vocabulary.SYSTEM_FUNCTIONS.toArray(String[]::new))
        .withSqlDatetimeFunctions(Vocabulary.DATETIME_FUNCTIONS.toArray(String[]::new))
        .withSqlSupportsConvert(Map.of());
  }

  private void addGrammar() {
    facts
        .withSqlSupportedGrammar(
            SupportedSqlGrammar.SQL_MINIMUM_GRAMMAR, SupportedSqlGrammar.SQL_CORE_GRAMMAR)
        .withSqlAnsi92SupportedLevel(SupportedAnsi92SqlGrammarLevel.ANSI92_ENTRY_SQL)
        .withSqlSupportsColumnAliasing(true)
        .withSqlNullPlusNullIsNull(true)
        .withSqlNullOrdering(SqlNullOrdering.SQL_NULLS_SORTED_HIGH)
        .withSqlSupportsTableCorrelationNames(true)
        .withSqlSupportsDifferentTableCorrelationNames(false)
        .withSqlSupportsExpressionsInOrderBy(true)
        .withSqlSupportsOrderByUnrelated(true)
        .withSqlSupportedGroupBy(
            SqlSupportedGroupBy.SQL_GROUP_BY_UNRELATED,
            SqlSupportedGroupBy.SQL_GROUP_BY_BEYOND_SELECT)
        .withSqlSupportsLikeEscapeClause(true)
        .withSqlSupportsNonNullableColumns(true)
        .withSqlSupportsIntegrityEnhancementFacility(false)
        .withSqlOuterJoinSupportLevel(SqlOuterJoinsSupportLevel.SQL_FULL_OUTER_JOINS)
        .withSqlSubQueriesSupported(
            SqlSupportedSubqueries.SQL_SUBQUERIES_IN_COMPARISONS,
            SqlSupportedSubqueries.SQL_SUBQUERIES_IN_EXISTS,
            SqlSupportedSubqueries.SQL_SUBQUERIES_IN_INS)
        .withSqlCorrelatedSubqueriesSupported(true)
        .withSqlSupportedUnions(SqlSupportedUnions.SQL_UNION, SqlSupportedUnions.SQL_UNION_ALL);
  }

  private void addStatements() {
    facts
        .withSqlDdlCatalog(false)
        .withSqlDdlSchema(false)
        .withSqlDdlTable(true)
        .withSqlAllTablesAreSelectable(true)
        .withSqlSelectForUpdateSupported(false)
        .withSqlStoredProceduresSupported(false)
        .withSqlStoredFunctionsUsingCallSyntaxSupported(false)
        .withSqlSupportedPositionedCommands(new SqlSupportedPositionedCommands[0])
        .withSqlSupportedResultSetTypes(SqlSupportedResultSetType.SQL_RESULT_SET_TYPE_FORWARD_ONLY)
        .withSqlBatchUpdatesSupported(false)
        .withSqlNamedParametersSupported(false)
        .withSqlLocatorsUpdateCopy(false);
  }

  private void addTransactions() {
    facts
        .withSqlTransactionsSupported(false)
        .withSqlSavepointsSupported(false)
        .withSqlDefaultTransactionIsolation(0)
        .withSqlSupportedTransactionsIsolationLevels(
            SqlTransactionIsolationLevel.SQL_TRANSACTION_NONE)
        .withSqlDataDefinitionCausesTransactionCommit(false)
        .withSqlDataDefinitionsInTransactionsIgnored(true);
  }

  private void addLimits(SessionLimits limits) {
    facts
        .withSqlMaxBinaryLiteralLength(UNLIMITED)
        .withSqlMaxCharLiteralLength(UNLIMITED)
        .withSqlMaxColumnNameLength(UNLIMITED)
        .withSqlMaxColumnsInGroupBy(UNLIMITED)
        .withSqlMaxColumnsInIndex(UNLIMITED)
        .withSqlMaxColumnsInOrderBy(UNLIMITED)
        .withSqlMaxColumnsInSelect(UNLIMITED)
        .withSqlMaxColumnsInTable(UNLIMITED)
        .withSqlMaxConnections(limits.sessions())
        .withSqlMaxCursorNameLength(UNLIMITED)
        .withSqlMaxIndexLength(UNLIMITED)
        .withSqlDbSchemaNameLength(UNLIMITED)
        .withSqlMaxProcedureNameLength(UNLIMITED)
        .withSqlMaxCatalogNameLength(UNLIMITED)
        .withSqlMaxRowSize(UNLIMITED)
        .withSqlMaxRowSizeIncludesBlobs(true)
        .withSqlMaxStatementLength(UNLIMITED)
        .withSqlMaxStatements(limits.statements())
        .withSqlMaxTableNameLength(UNLIMITED)
        .withSqlMaxTablesInSelect(UNLIMITED)
        .withSqlMaxUsernameLength(UNLIMITED);
  }
}
