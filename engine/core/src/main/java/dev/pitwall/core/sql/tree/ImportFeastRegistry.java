package dev.pitwall.core.sql.tree;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code IMPORT FEAST REGISTRY 'file' [PROJECT 'name']}. */
public final class ImportFeastRegistry extends EngineStatement {
  private final SqlLiteral location;
  private final SqlLiteral project;

  /**
   * Imports a registry.
   *
   * @param location text
   * @param project text; null when not given
   */
  public ImportFeastRegistry(SqlParserPos pos, SqlLiteral location, SqlLiteral project) {
    super(pos, "IMPORT FEAST REGISTRY", SqlKind.OTHER_DDL);
    this.location = location;
    this.project = project;
  }

  /** Where the file is; a text. */
  public SqlLiteral location() {
    return location;
  }

  /** The project whose objects are meant, a text; empty when the file's only one is. */
  public Optional<SqlLiteral> project() {
    return Optional.ofNullable(project);
  }

  @Override
  public List<SqlNode> getOperandList() {
    return project == null ? List.of(location) : List.of(location, project);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("IMPORT FEAST REGISTRY");
    location.unparse(writer, 0, 0);
    if (project != null) {
      writer.keyword("PROJECT");
      project.unparse(writer, 0, 0);
    }
  }
}
