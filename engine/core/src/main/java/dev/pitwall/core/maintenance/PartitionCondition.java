package dev.pitwall.core.maintenance;

import dev.pitwall.core.materialize.StatementQueries;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.validate.SelectTree;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.MetadataTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.type.DistinctNames;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.offline.TableSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;

/**
 * Tells the partitions for which a condition is true: it is asked as a query over a table that has
 * a row for each of them, so that it may be whatever SQL takes as a condition.
 */
final class PartitionCondition {
  private final StatementQueries queries;
  private final QuerySession session;

  PartitionCondition(StatementQueries queries, QuerySession session) {
    this.queries = queries;
    this.session = session;
  }

  /**
   * The partitions of a version of a table for which a condition is true.
   *
   * @param name the table's name in the statement
   * @throws PitwallException INVALID_STATEMENT at a column by which the table is not partitioned
   */
  Set<Map<String, Object>> select(
      MaintainedTable table, TableSnapshot snapshot, SqlIdentifier name, SqlNode where) {
    requirePartitionColumns(where, name, snapshot.partitionColumns());
    List<Map<String, Object>> all = List.copyOf(table.store().partitions(snapshot));
    String schema = table.view().isPresent() ? TableDirectory.FEATURES : TableDirectory.LAKE;
    String number = DistinctNames.unlike("$partition", snapshot.partitionColumns());
    EngineTable rows = rows(Util.last(name.names), number, snapshot, all);
    Set<Map<String, Object>> selected = new HashSet<>();
    try (RunningQuery query =
        queries.start(
            queries.plan(query(number, schema, rows.name(), where), session, schema, rows),
            session)) {
      for (VectorSchemaRoot batch = query.next(); batch != null; batch = query.next()) {
        try (VectorSchemaRoot numbers = batch) {
          BigIntVector vector = (BigIntVector) numbers.getVector(0);
          for (int row = 0; row < numbers.getRowCount(); row++) {
            selected.add(all.get((int) vector.get(row)));
          }
        }
      }
    }
    return selected;
  }

  private static void requirePartitionColumns(
      SqlNode where, SqlIdentifier table, List<String> partitionColumns) {
    where.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier column) {
            String name = column.isStar() ? "*" : Util.last(column.names);
            if (partitionColumns.stream().noneMatch(name::equalsIgnoreCase)) {
              throw noPartitionColumn(table, name, partitionColumns).at(Positions.of(column));
            }
            return null;
          }
        });
  }

  private static PitwallException noPartitionColumn(
      SqlIdentifier table, String name, List<String> partitionColumns) {
    return new PitwallException(
        ErrorCode.INVALID_STATEMENT,
        partitionColumns.isEmpty()
            ? table + " is not partitioned; leave WHERE out"
            : "OPTIMIZE rewrites whole partitions, and "
                + table
                + " is not partitioned by "
                + name
                + "; name "
                + String.join(" or ", partitionColumns)
                + Suggestion.didYouMean(name, partitionColumns));
  }

  private static EngineTable rows(
      String name, String number, TableSnapshot snapshot, List<Map<String, Object>> partitions) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.notNullable(number, new ArrowType.Int(Long.SIZE, true)));
    snapshot.partitionColumns().forEach(c -> fields.add(snapshot.schema().findField(c)));
    List<List<Object>> rows = new ArrayList<>();
    for (Map<String, Object> partition : partitions) {
      List<Object> row = new ArrayList<>();
      row.add((long) rows.size());
      snapshot.partitionColumns().forEach(column -> row.add(partition.get(column)));
      rows.add(row);
    }
    return new MetadataTable(name, new Schema(fields), () -> rows);
  }

  private static SqlNode query(String number, String schema, String table, SqlNode where) {
    SqlParserPos pos = where.getParserPosition();
    return SelectTree.of(
        pos,
        List.of(new SqlIdentifier(number, pos)),
        new SqlIdentifier(List.of(schema, table), pos),
        where);
  }
}
