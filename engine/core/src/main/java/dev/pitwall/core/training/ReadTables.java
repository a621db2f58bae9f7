package dev.pitwall.core.training;

import dev.pitwall.core.table.EngineTable;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Finds the tables that a query reads, and refuses what it would answer otherwise another time. */
final class ReadTables extends RelHomogeneousShuttle {
  private final Set<EngineTable> found = new LinkedHashSet<>();

  private ReadTables() {}

  static Set<EngineTable> of(RelNode query) {
    ReadTables tables = new ReadTables();
    query.accept(tables);
    return tables.found;
  }

  @Override
  public RelNode visit(RelNode node) {
    if (node instanceof TableScan scan) {
      found.add(scan.getTable().unwrap(EngineTable.class));
      return scan;
    }
    node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            checkRepeatable(call);
            return super.visitCall(call);
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            subQuery.rel.accept(ReadTables.this);
            return super.visitSubQuery(subQuery);
          }
        });
    return super.visit(node);
  }

  private static void checkRepeatable(RexCall call) {
    boolean isRepeatable =
        call.getOperator().isDeterministic() && !call.getOperator().isDynamicFunction();
    if (!isRepeatable) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "a training set answers the same whenever it is read, and "
              + call.getOperator().getName()
              + " does not; write the value as a literal");
    }
  }
}
