package dev.pitwall.core.sql.tree;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A statement of ours that defines nothing. */
public abstract sealed class EngineStatement extends SqlCall
    permits CheckMaterialization,
        ImportFeastRegistry,
        KillQuery,
        ShowObjects,
        DescribeHistory,
        DescribeObject,
        MaterializeViews,
        OptimizeTable,
        VacuumTable,
        EraseEntity,
        ExplainStatement {
  private final SqlOperator operator;

  public EngineStatement(SqlParserPos pos, String operatorName, SqlKind kind) {
    super(pos);
    operator = new SqlSpecialOperator(operatorName, kind);
  }

  @Override
  public SqlOperator getOperator() {
    return operator;
  }
}
