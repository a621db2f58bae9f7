package dev.pitwall.core.sql.ddl.clause;

import dev.pitwall.core.sql.tree.clause.ColumnDeclaration;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.type.DeclaredTypes;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.calcite.sql.SqlIdentifier;

/** The declared columns of a definition, read alone or held against the table's own. */
public final class ColumnClause {
  /** Under which a field's metadata has what its store says of the column. */
  private static final String COMMENT = "comment";

  private ColumnClause() {}

  /** The columns just as declared. */
  public static List<ColumnSpec> declared(List<ColumnDeclaration> declarations) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    List<ColumnSpec> columns = new ArrayList<>();
    for (ColumnDeclaration declaration : declarations) {
      if (!seen.add(declaration.name().getSimple())) {
        throw new PitwallException(
                ErrorCode.DUPLICATE_COLUMN,
                "the column " + declaration.name().getSimple() + " is declared twice; keep one")
            .at(Positions.of(declaration.name()));
      }
      columns.add(new ColumnSpec(field(declaration), comment(declaration)));
    }
    return columns;
  }

  /**
   * The table's columns, or those of them that are declared, in declared order. They are spelled as
   * the table spells them.
   *
   * @param table names the table in messages
   */
  public static List<ColumnSpec> of(
      Schema schema, List<ColumnDeclaration> declarations, SqlIdentifier table) {
    checkDistinct(schema, table);
    if (declarations.isEmpty()) {
      return schema.getFields().stream()
          .map(field -> new ColumnSpec(field, comment(field)))
          .toList();
    }
    declared(declarations);
    return declarations.stream().map(declaration -> held(declaration, schema)).toList();
  }

  private static ColumnSpec held(ColumnDeclaration declaration, Schema schema) {
    String name = declaration.name().getSimple();
    Field actual = find(schema, name).orElseThrow(() -> missing(declaration, schema));
    Field wanted = field(declaration);
    if (!SqlTypeNames.of(wanted).equals(SqlTypeNames.of(actual))) {
      throw mismatch(
          declaration,
          "the column %s is declared %s, but the table has %s; declare that, or leave the columns out"
              .formatted(name, SqlTypeNames.of(wanted), SqlTypeNames.of(actual)));
    }
    if (!wanted.isNullable() && actual.isNullable()) {
      throw mismatch(
          declaration,
          "the column %s is declared NOT NULL, but may be NULL in the table; leave NOT NULL out"
              .formatted(name));
    }
    String comment = comment(declaration);
    return new ColumnSpec(actual, comment.isEmpty() ? comment(actual) : comment);
  }

  private static Field field(ColumnDeclaration declaration) {
    try {
      return DeclaredTypes.field(declaration.name().getSimple(), declaration.type());
    } catch (PitwallException e) {
      throw e.at(Positions.of(declaration.type()));
    }
  }

  private static String comment(ColumnDeclaration declaration) {
    return declaration.comment() == null ? "" : declaration.comment().toValue();
  }

  private static String comment(Field field) {
    return field.getMetadata().getOrDefault(COMMENT, "");
  }

  /** The column of that name, in any case. */
  public static Optional<Field> find(Schema schema, String name) {
    return schema.getFields().stream()
        .filter(field -> field.getName().equalsIgnoreCase(name))
        .findFirst();
  }

  private static void checkDistinct(Schema schema, SqlIdentifier table) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Field field : schema.getFields()) {
      if (!seen.add(field.getName())) {
        throw new PitwallException(
                ErrorCode.DUPLICATE_COLUMN,
                "two columns of the table are named "
                    + field.getName()
                    + " when case is set aside; rename one of them in the table")
            .at(Positions.of(table));
      }
    }
  }

  private static PitwallException missing(ColumnDeclaration declaration, Schema schema) {
    String name = declaration.name().getSimple();
    List<String> known = schema.getFields().stream().map(Field::getName).toList();
    return new PitwallException(
            ErrorCode.COLUMN_NOT_FOUND,
            "the table has no column " + name + Suggestion.didYouMean(name, known))
        .at(Positions.of(declaration.name()));
  }

  private static PitwallException mismatch(ColumnDeclaration declaration, String problem) {
    return new PitwallException(ErrorCode.TYPE_MISMATCH, problem)
        .at(Positions.of(declaration.type()));
  }
}
