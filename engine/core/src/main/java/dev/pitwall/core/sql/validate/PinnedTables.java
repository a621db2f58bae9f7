package dev.pitwall.core.sql.validate;

import dev.pitwall.core.sql.tree.clause.PinnedTable;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.store.SnapshotOptions;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.LakeRowsTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Util;

/**
 * Makes a table of each table that a statement names {@code FOR VERSION AS OF} or {@code FOR
 * TIMESTAMP AS OF}, one whose source has the version in its options, and names that one instead
 * (docs/decisions/025).
 */
final class PinnedTables extends SqlShuttle {
  private TableDirectory tables;

  PinnedTables(TableDirectory tables) {
    this.tables = tables;
  }

  /** The tables there are, those that were pinned among them. */
  TableDirectory tables() {
    return tables;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.AS && isPinned(call.operand(0))) {
      List<SqlNode> operands = new ArrayList<>(call.getOperandList());
      operands.set(0, pinned(call.operand(0)));
      return call.getOperator().createCall(call.getParserPosition(), operands);
    }
    return isPinned(call) ? named(call) : super.visit(call);
  }

  private static boolean isPinned(SqlNode node) {
    return node instanceof SqlSnapshot snapshot
        ? isPinned(snapshot.getTableRef())
        : node instanceof SqlCall call && call.getOperator() instanceof PinnedTable;
  }

  /** Under the name that the table would have had without the version. */
  private SqlNode named(SqlCall pinned) {
    SqlCall table =
        pinned instanceof SqlSnapshot snapshot ? (SqlCall) snapshot.getTableRef() : pinned;
    SqlIdentifier name = name(table);
    SqlIdentifier alias = new SqlIdentifier(Util.last(name.names), name.getParserPosition());
    return SqlStdOperatorTable.AS.createCall(pinned.getParserPosition(), pinned(pinned), alias);
  }

  private SqlNode pinned(SqlNode node) {
    if (node instanceof SqlSnapshot snapshot) {
      return new SqlSnapshot(
          snapshot.getParserPosition(),
          pinned(snapshot.getTableRef()),
          snapshot.getPeriod().accept(this));
    }
    SqlCall call = (SqlCall) node;
    SqlIdentifier name = name(call);
    EngineTable table =
        tables
            .find(name.names)
            .orElseThrow(() -> tables.notFound(name.names).at(Positions.of(name)));
    boolean isVersion = call.getOperator() == PinnedTable.VERSION;
    String option = isVersion ? SnapshotOptions.VERSION : SnapshotOptions.TIMESTAMP;
    String value = isVersion ? version(call.operand(1)) : moment(call.operand(1));
    // No name that a statement can give a table of its own: it would have to be quoted so.
    String pinnedName = table.name() + " " + call.getOperator().getName() + " " + value;
    String schema = schema(table, name);
    SourcePosition place = Positions.of((SqlNode) call.operand(1));
    tables = tables.with(schema, Map.of(pinnedName, pinned(table, option, value, place, name)));
    return new SqlIdentifier(List.of(schema, pinnedName), name.getParserPosition());
  }

  private static EngineTable pinned(
      EngineTable table, String option, String value, SourcePosition place, SqlIdentifier name) {
    if (table instanceof HistoryTable history) {
      return history.pinned(option, value, place);
    } else if (table instanceof LakeRowsTable lake) {
      return lake.pinned(option, value, place);
    }
    throw new PitwallException(
            ErrorCode.NOT_SUPPORTED,
            name + " has no versions; feature views and lake tables that are Delta tables have")
        .at(Positions.of(name));
  }

  private static String schema(EngineTable table, SqlIdentifier name) {
    if (!name.isSimple()) {
      return name.names.get(name.names.size() - 2);
    }
    return table instanceof HistoryTable ? TableDirectory.FEATURES : TableDirectory.LAKE;
  }

  private static SqlIdentifier name(SqlCall pinned) {
    if (pinned.operand(0) instanceof SqlIdentifier name) {
      return name;
    }
    throw new PitwallException(
            ErrorCode.NOT_SUPPORTED, pinned.getOperator().getName() + " follows a table's name")
        .at(Positions.of((SqlNode) pinned.operand(0)));
  }

  private static String version(SqlNode node) {
    if (node instanceof SqlLiteral literal
        && literal.getValue() instanceof BigDecimal number
        && number.scale() <= 0
        && number.precision() <= 18) {
      return number.toPlainString();
    }
    throw notLiteral(node, "FOR VERSION AS OF takes a whole number from 0, as in 3");
  }

  private static String moment(SqlNode node) {
    if (node instanceof SqlUnknownLiteral literal) {
      return literal.getValue();
    }
    if (node instanceof SqlLiteral literal && literal.getValue() instanceof NlsString text) {
      return text.getValue();
    }
    throw notLiteral(
        node, "FOR TIMESTAMP AS OF takes a timestamp in UTC, as in '2024-01-31 12:00:00'");
  }

  private static PitwallException notLiteral(SqlNode node, String rule) {
    String rest =
        node instanceof SqlDynamicParam
            ? ", not a parameter: which version is read is decided when the statement is planned"
            : "";
    ErrorCode code =
        node instanceof SqlDynamicParam ? ErrorCode.NOT_SUPPORTED : ErrorCode.INVALID_STATEMENT;
    return new PitwallException(code, rule + rest).at(Positions.of(node));
  }
}
