package dev.pitwall.core.sql.validate;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.HistoryTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.FeatureViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;

/**
 * Turns {@code FOR SYSTEM_TIME AS OF} and {@code ASOF JOIN} into ordinary joins whose condition is
 * a {@link PointInTimeMarker}.
 */
final class PointInTimeSyntax extends SqlShuttle {
  private final TableDirectory tables;

  PointInTimeSyntax(TableDirectory tables) {
    this.tables = tables;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call instanceof SqlAsofJoin asof) {
      return matched((SqlAsofJoin) withoutSnapshots(asof));
    }
    if (call instanceof SqlJoin join) {
      Optional<SqlSnapshot> snapshot = snapshotOf(join.getRight());
      if (snapshot.isPresent()) {
        return asOf(join, snapshot.get());
      }
    }
    if (call instanceof SqlSnapshot snapshot) {
      throw new PitwallException(
              ErrorCode.NOT_SUPPORTED,
              "FOR SYSTEM_TIME AS OF needs a spine: write FROM spine s LEFT JOIN "
                  + snapshot.getTableRef()
                  + " FOR SYSTEM_TIME AS OF s.<timestamp> AS f ON …")
          .at(Positions.of(snapshot));
    }
    return super.visit(call);
  }

  private SqlCall withoutSnapshots(SqlCall join) {
    return (SqlCall) super.visit(join);
  }

  private static SqlNode matched(SqlAsofJoin join) {
    if (join.getConditionType() != JoinConditionType.ON || join.getCondition() == null) {
      throw conditionMissing("ASOF JOIN", join);
    }
    JoinType type = join.getJoinType() == JoinType.LEFT_ASOF ? JoinType.LEFT : JoinType.INNER;
    SqlNode marker =
        PointInTimeMarker.MATCH.createCall(
            join.getMatchCondition().getParserPosition(),
            join.getMatchCondition(),
            join.getCondition());
    return join(join, type, join.getLeft(), join.getRight(), marker);
  }

  private SqlNode asOf(SqlJoin join, SqlSnapshot snapshot) {
    if (join.getConditionType() != JoinConditionType.ON || join.getCondition() == null) {
      throw conditionMissing("a join with FOR SYSTEM_TIME AS OF", join);
    }
    if (join.getJoinType() != JoinType.LEFT && join.getJoinType() != JoinType.INNER) {
      throw new PitwallException(
              ErrorCode.NOT_SUPPORTED,
              "FOR SYSTEM_TIME AS OF goes with JOIN or LEFT JOIN, not with "
                  + join.getJoinType()
                  + " JOIN")
          .at(Positions.of(join.getJoinTypeNode()));
    }
    FeatureViewSpec view = featureView(snapshot.getTableRef());
    SqlParserPos pos = snapshot.getPeriod().getParserPosition();
    SqlNode marker =
        PointInTimeMarker.AS_OF.createCall(
            pos,
            snapshot.getPeriod(),
            join.getCondition().accept(this),
            new SqlIdentifier(List.of(alias(join.getRight()), view.eventTimestamp()), pos));
    return join(
        join,
        join.getJoinType(),
        join.getLeft().accept(this),
        withoutSnapshot(join.getRight()),
        marker);
  }

  private FeatureViewSpec featureView(SqlNode node) {
    if (!(node instanceof SqlIdentifier name)) {
      throw notFeatureView("a query").at(Positions.of(node));
    }
    EngineTable table =
        tables
            .find(name.names)
            .orElseThrow(() -> tables.notFound(name.names).at(Positions.of(name)));
    if (table instanceof HistoryTable history) {
      return history.view();
    }
    throw notFeatureView(name.toString()).at(Positions.of(node));
  }

  /** By which name the condition speaks of the right side. */
  private static String alias(SqlNode from) {
    return from instanceof SqlSnapshot snapshot
        ? Util.last(((SqlIdentifier) snapshot.getTableRef()).names)
        : ((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple();
  }

  private static PitwallException notFeatureView(String what) {
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        "FOR SYSTEM_TIME AS OF needs a feature view, which "
            + what
            + " is not; use ASOF JOIN … MATCH_CONDITION");
  }

  private static Optional<SqlSnapshot> snapshotOf(SqlNode from) {
    if (from instanceof SqlSnapshot snapshot) {
      return Optional.of(snapshot);
    }
    return from.getKind() == SqlKind.AS
        ? snapshotOf(((SqlCall) from).operand(0))
        : Optional.empty();
  }

  private static SqlNode withoutSnapshot(SqlNode from) {
    if (from instanceof SqlSnapshot snapshot) {
      return snapshot.getTableRef();
    }
    SqlCall alias = (SqlCall) from;
    List<SqlNode> operands = new ArrayList<>(alias.getOperandList());
    operands.set(0, withoutSnapshot(operands.get(0)));
    return alias.getOperator().createCall(alias.getParserPosition(), operands);
  }

  private static SqlJoin join(
      SqlJoin old, JoinType type, SqlNode left, SqlNode right, SqlNode condition) {
    return new SqlJoin(
        old.getParserPosition(),
        left,
        old.isNaturalNode(),
        type.symbol(old.getJoinTypeNode().getParserPosition()),
        right,
        JoinConditionType.ON.symbol(old.getConditionTypeNode().getParserPosition()),
        condition);
  }

  private static PitwallException conditionMissing(String what, SqlJoin join) {
    return new PitwallException(
            ErrorCode.NOT_SUPPORTED, what + " needs a condition ON the keys of both sides")
        .at(Positions.of(join.getRight()));
  }
}
