package dev.pitwall.core.sql.validate;

import dev.pitwall.core.table.EngineTable;
import dev.pitwall.core.table.TableDirectory;
import dev.pitwall.core.type.DeclaredTypes;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.SourcePosition;
import dev.pitwall.spi.error.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Turns what Calcite's validator says into errors of ours: the right code, our words where we know
 * more, and the name that was probably meant. Calcite tells its errors apart by their text alone
 * (its {@code CalciteResource}).
 */
final class ValidationErrors {
  private static final Pattern TABLE = Pattern.compile("(?:Table|Object) '([^']*)' not found.*");
  private static final Pattern WITHIN =
      Pattern.compile("Object '([^']*)' not found within '([^']*)'.*");
  private static final Pattern COLUMN = Pattern.compile("Column '([^']*)' not found.*");
  private static final Pattern COLUMN_IN =
      Pattern.compile("Column '([^']*)' not found in table '([^']*)'.*");
  private static final Pattern FUNCTION =
      Pattern.compile("No match found for function signature (.*)");

  /** Types of other engines; Calcite says the same of other names. */
  private static final Pattern TYPE =
      Pattern.compile(
          "Unknown identifier '((?i:STRING|TEXT|BLOB|BYTES|BOOL|LONG|DATETIME|TIMESTAMPTZ"
              + "|U?INT(?:8|16|32|64)|FLOAT(?:32|64)|HUGEINT))'.*");

  private static final Pattern UNTYPED_PARAMETER =
      Pattern.compile(
          "Illegal use of dynamic parameter|Cannot apply '.*<UNKNOWN>.*", Pattern.DOTALL);

  private static final Map<Pattern, ErrorCode> CODES =
      Map.of(
          Pattern.compile(
              "Cannot apply '.*|Cast function cannot convert .*|.*incompatible types.*|"
                  + "Values passed to .* operator must have compatible types.*"),
          ErrorCode.TYPE_MISMATCH,
          Pattern.compile("Column '.*' is ambiguous"),
          ErrorCode.INVALID_STATEMENT,
          Pattern.compile(".*[Dd]uplicate .*"),
          ErrorCode.DUPLICATE_COLUMN);

  private final TableDirectory tables;
  private final SqlNode statement;

  ValidationErrors(TableDirectory tables, SqlNode statement) {
    this.tables = tables;
    this.statement = statement;
  }

  PitwallException translate(CalciteContextException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String message = String.valueOf(cause.getMessage());
    PitwallException translated = translate(message);
    return failure.getPosLine() == 0
        ? translated
        : translated.at(new SourcePosition(failure.getPosLine(), failure.getPosColumn()));
  }

  private PitwallException translate(String message) {
    Matcher within = WITHIN.matcher(message);
    if (within.matches()) {
      List<String> name = new ArrayList<>(List.of(within.group(2).split("\\.")));
      name.add(within.group(1));
      return tables.notFound(name);
    }
    Matcher table = TABLE.matcher(message);
    if (table.matches()) {
      return missingTable(table.group(1));
    }
    Matcher column = COLUMN.matcher(message);
    if (column.matches()) {
      return missingColumn(column.group(1), message);
    }
    Matcher function = FUNCTION.matcher(message);
    if (function.matches()) {
      return new PitwallException(
          ErrorCode.FUNCTION_NOT_FOUND,
          "there is no function " + function.group(1) + " that takes arguments of these types");
    }
    Matcher type = TYPE.matcher(message);
    if (type.matches()) {
      return new PitwallException(
          ErrorCode.UNSUPPORTED_TYPE,
          "there is no type " + type.group(1) + "; " + DeclaredTypes.TYPES);
    }
    return UNTYPED_PARAMETER.matcher(message).matches()
        ? StatementParameters.untyped()
        : new PitwallException(code(message), message);
  }

  private PitwallException missingTable(String name) {
    return tables.schemas().containsKey(name) || isSchema(name)
        ? tables.notFound(List.of(name, "?"))
        : tables.notFound(List.of(name.split("\\.")));
  }

  /** Calcite reports a missing schema as a missing object of that name. */
  private boolean isSchema(String name) {
    return identifiers().stream()
        .anyMatch(id -> id.names.size() == 2 && id.names.get(0).equalsIgnoreCase(name));
  }

  private PitwallException missingColumn(String name, String message) {
    Matcher inTable = COLUMN_IN.matcher(message);
    String where = inTable.matches() ? " in " + inTable.group(2) : "";
    return new PitwallException(
        ErrorCode.COLUMN_NOT_FOUND,
        "there is no column " + name + where + Suggestion.didYouMean(name, columns()));
  }

  /** The columns of every table that the statement names. */
  private Set<String> columns() {
    Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (SqlIdentifier identifier : identifiers()) {
      tables
          .find(identifier.names)
          .map(EngineTable::schema)
          .ifPresent(
              schema -> schema.getFields().stream().map(Field::getName).forEach(columns::add));
    }
    return columns;
  }

  private List<SqlIdentifier> identifiers() {
    List<SqlIdentifier> found = new ArrayList<>();
    statement.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier identifier) {
            found.add(identifier);
            return null;
          }
        });
    return found;
  }

  private static ErrorCode code(String message) {
    return CODES.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(message).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(ErrorCode.INVALID_STATEMENT);
  }
}
