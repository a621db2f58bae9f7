package dev.pitwall.core.sql.tree;

import dev.pitwall.core.sql.tree.clause.ObjectKind;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DESCRIBE [kind] name}. */
public final class DescribeObject extends EngineStatement {
  private final ObjectKind kind;
  private final SqlIdentifier name;

  /**
   * Describes an object.
   *
   * @param kind null for whichever object has the name
   */
  public DescribeObject(SqlParserPos pos, ObjectKind kind, SqlIdentifier name) {
    super(pos, kind == null ? "DESCRIBE" : "DESCRIBE " + kind.keywords(), SqlKind.OTHER);
    this.kind = kind;
    this.name = name;
  }

  /** Empty for whichever object has the name. */
  public Optional<ObjectKind> kind() {
    return Optional.ofNullable(kind);
  }

  public SqlIdentifier name() {
    return name;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("DESCRIBE");
    kind().ifPresent(known -> writer.keyword(known.keywords()));
    name.unparse(writer, 0, 0);
  }
}
