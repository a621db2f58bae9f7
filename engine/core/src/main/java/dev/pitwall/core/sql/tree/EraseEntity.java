package dev.pitwall.core.sql.tree;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ERASE ENTITY entity (join_key = literal, …) [EVERYWHERE]}. */
public final class EraseEntity extends EngineStatement {
  private final SqlIdentifier entity;
  private final List<SqlIdentifier> joinKeys;
  private final List<SqlNode> values;
  private final Scope scope;

  /**
   * Removes an entity.
   *
   * @param values literals, one for each join key
   */
  public EraseEntity(
      SqlParserPos pos,
      SqlIdentifier entity,
      List<SqlIdentifier> joinKeys,
      List<SqlNode> values,
      Scope scope) {
    super(pos, "ERASE ENTITY", SqlKind.OTHER);
    this.entity = entity;
    this.joinKeys = List.copyOf(joinKeys);
    this.values = List.copyOf(values);
    this.scope = scope;
  }

  /** From where. */
  public enum Scope {
    /** From the views of the entity. */
    VIEWS,
    /** From every table that has the join keys. */
    EVERYWHERE
  }

  public SqlIdentifier entity() {
    return entity;
  }

  public List<SqlIdentifier> joinKeys() {
    return joinKeys;
  }

  public List<SqlNode> values() {
    return values;
  }

  public Scope scope() {
    return scope;
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>();
    operands.add(entity);
    operands.addAll(joinKeys);
    operands.addAll(values);
    return operands;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("ERASE ENTITY");
    entity.unparse(writer, 0, 0);
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (int i = 0; i < joinKeys.size(); i++) {
      writer.sep(",");
      joinKeys.get(i).unparse(writer, 0, 0);
      writer.print("= ");
      values.get(i).unparse(writer, 0, 0);
    }
    writer.endList(frame);
    if (scope == Scope.EVERYWHERE) {
      writer.keyword("EVERYWHERE");
    }
  }
}
