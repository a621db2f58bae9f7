package dev.pitwall.core.sql.tree.clause;

import dev.pitwall.spi.error.SourcePosition;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Tells where in a statement something stands. */
public final class Positions {
  private Positions() {}

  /** Where the node begins. */
  public static SourcePosition of(SqlNode node) {
    return of(node.getParserPosition());
  }

  /** Where the range begins. */
  public static SourcePosition of(SqlParserPos pos) {
    return new SourcePosition(pos.getLineNum(), pos.getColumnNum());
  }
}
