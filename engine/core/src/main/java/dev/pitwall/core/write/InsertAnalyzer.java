package dev.pitwall.core.write;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.validate.AnalyzedQuery;
import dev.pitwall.core.sql.validate.QueryAnalyzer;
import dev.pitwall.core.store.StoreRegistry;
import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Checks an INSERT, and makes one query of it that gives rows as the table stores them: columns in
 * its order, of its types, NULL where nothing is assigned.
 */
public final class InsertAnalyzer {
  private final QueryAnalyzer queries;
  private final TableDirectory tables;
  private final StoreRegistry stores;
  private final RexBuilder builder;
  private final RelDataTypeFactory types;

  /**
   * Makes an analyzer of one statement.
   *
   * @param cluster what the algebra will belong to, as that of {@code queries}
   */
  public InsertAnalyzer(
      QueryAnalyzer queries, TableDirectory tables, StoreRegistry stores, RelOptCluster cluster) {
    this.queries = queries;
    this.tables = tables;
    this.stores = stores;
    this.builder = cluster.getRexBuilder();
    this.types = cluster.getTypeFactory();
  }

  /**
   * Validates and converts an INSERT.
   *
   * @throws PitwallException with the place: NOT_SUPPORTED when the table takes no rows;
   *     TYPE_MISMATCH for a value of a type that its column does not take
   */
  public AnalyzedInsert analyze(SqlInsert insert) {
    InsertTarget target = target(insert);
    List<Field> assigned = AssignedColumns.of(insert, target);
    List<RelDataType> assignedTypes = assigned.stream().map(this::type).toList();
    SqlNode source = new TypedSource(assignedTypes).typed(insert.getSource());
    AnalyzedQuery values = queries.analyze(source);
    RelNode rel = values.root().project();
    checkCount(rel.getRowType().getFieldCount(), assigned, target, source);
    LogicalProject rows = rows(rel, assigned, target, source);
    RelRoot root = RelRoot.of(rows, rows.getRowType(), SqlKind.SELECT);
    return new AnalyzedInsert(target, new AnalyzedQuery(root, values.parameters()));
  }

  private InsertTarget target(SqlInsert insert) {
    SqlNode node = insert.getTargetTable();
    if (!(node instanceof SqlIdentifier name)) {
      throw new PitwallException(
              ErrorCode.NOT_SUPPORTED, "INSERT INTO takes the name of a table and its columns")
          .at(Positions.of(node));
    }
    try {
      EngineTable table = tables.find(name.names).orElseThrow(() -> tables.notFound(name.names));
      return InsertTarget.of(table, stores);
    } catch (PitwallException e) {
      throw e.at(Positions.of(name));
    }
  }

  private RelDataType type(Field column) {
    return types.createTypeWithNullability(ArrowTypes.sqlType(column, types), true);
  }

  private static void checkCount(
      int values, List<Field> assigned, InsertTarget target, SqlNode source) {
    if (values != assigned.size()) {
      throw new PitwallException(
              ErrorCode.INVALID_STATEMENT,
              "%s takes values for %d columns (%s), and %d are given"
                  .formatted(
                      target.name(),
                      assigned.size(),
                      assigned.stream().map(Field::getName).collect(Collectors.joining(", ")),
                      values))
          .at(Positions.of(source));
    }
  }

  private LogicalProject rows(
      RelNode values, List<Field> assigned, InsertTarget target, SqlNode source) {
    List<RexNode> columns = new ArrayList<>();
    List<Field> stored = target.stored().getFields();
    List<String> assignedNames = assigned.stream().map(Field::getName).toList();
    for (Field column : stored) {
      int index = assignedNames.indexOf(column.getName());
      columns.add(
          index < 0
              ? builder.makeNullLiteral(type(column))
              : assigned(builder.makeInputRef(values, index), column, place(source, index)));
    }
    return LogicalProject.create(
        values, List.of(), columns, stored.stream().map(Field::getName).toList(), Set.of());
  }

  private RexNode assigned(RexNode value, Field column, SqlNode place) {
    RelDataType type = type(column);
    if (!Assignment.isAllowed(value.getType(), type)) {
      throw Assignment.refused(column, value.getType()).at(Positions.of(place));
    }
    return SqlTypeUtil.equalSansNullability(types, value.getType(), type)
        ? value
        : builder.makeCast(type, value);
  }

  /** Where a value stands, or the query that gives it. */
  private static SqlNode place(SqlNode source, int index) {
    if (source.getKind() == SqlKind.VALUES) {
      return ((SqlCall) ((SqlCall) source).operand(0)).operand(index);
    }
    return source instanceof SqlSelect select && select.getSelectList().size() > index
        ? select.getSelectList().get(index)
        : source;
  }
}
