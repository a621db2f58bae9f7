package dev.pitwall.core.sql.validate;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.util.NlsString;

/** The named arguments of {@code POINT_IN_TIME(SPINE => …, AT => …, FEATURES => …)}. */
final class PointInTimeArguments {
  private static final List<String> KNOWN =
      List.of("SPINE", "AT", "FEATURES", "SERVICE", "FULL_FEATURE_NAMES", "KNOWN_BY");

  private final SqlCall call;
  private final Map<String, SqlNode> byName = new TreeMap<>();

  PointInTimeArguments(SqlCall call) {
    this.call = call;
    call.getOperandList().forEach(this::add);
  }

  private void add(SqlNode argument) {
    if (argument.getKind() != SqlKind.ARGUMENT_ASSIGNMENT) {
      throw error("POINT_IN_TIME takes its arguments by name: SPINE => …", argument);
    }
    SqlCall assignment = (SqlCall) argument;
    SqlIdentifier name = assignment.operand(1);
    String key = name.getSimple().toUpperCase(Locale.ROOT);
    if (!KNOWN.contains(key)) {
      throw error("POINT_IN_TIME has no argument " + key + Suggestion.didYouMean(key, KNOWN), name);
    }
    if (byName.put(key, assignment.operand(0)) != null) {
      throw error("argument " + key + " is given twice; keep one", name);
    }
  }

  /** A table, {@code TABLE name} or a query. */
  SqlNode spine() {
    SqlNode spine = required("SPINE", "SPINE => TABLE spine");
    return spine.getKind() == SqlKind.EXPLICIT_TABLE ? ((SqlCall) spine).operand(0) : spine;
  }

  /** The spine's timestamp column; empty for the present. */
  Optional<SqlIdentifier> timestamp() {
    SqlNode at = required("AT", "AT => DESCRIPTOR(event_timestamp)");
    if (at instanceof SqlIdentifier word && word.isSimple() && isPresent(word.getSimple())) {
      return Optional.empty();
    }
    if (at instanceof SqlCall descriptor
        && descriptor.getOperator().getName().equalsIgnoreCase("DESCRIPTOR")
        && descriptor.operandCount() == 1
        && descriptor.operand(0) instanceof SqlIdentifier column
        && column.isSimple()) {
      return Optional.of(column);
    }
    throw error(
        "AT names one column of the spine, AT => DESCRIPTOR(event_timestamp), or is NOW", at);
  }

  private static boolean isPresent(String word) {
    return word.equalsIgnoreCase("NOW") || word.equalsIgnoreCase("CURRENT_TIMESTAMP");
  }

  /** The literals of FEATURES. */
  Optional<List<SqlNode>> features() {
    return Optional.ofNullable(byName.get("FEATURES"))
        .map(
            node -> {
              if (node.getKind() != SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
                throw error("FEATURES is a list: FEATURES => ARRAY['view:feature', …]", node);
              }
              return ((SqlCall) node).getOperandList();
            });
  }

  /** The name of the feature service, as a literal. */
  Optional<SqlNode> service() {
    return Optional.ofNullable(byName.get("SERVICE"));
  }

  boolean fullFeatureNames() {
    return flag("FULL_FEATURE_NAMES");
  }

  boolean knownBy() {
    return flag("KNOWN_BY");
  }

  static String text(SqlNode node) {
    if (node instanceof SqlLiteral literal && literal.getValue() instanceof NlsString text) {
      return text.getValue();
    }
    throw error("a text in single quotes is needed here", node);
  }

  static PitwallException error(String message, SqlNode where) {
    return new PitwallException(ErrorCode.INVALID_STATEMENT, message).at(Positions.of(where));
  }

  private boolean flag(String name) {
    SqlNode node = byName.get(name);
    if (node == null) {
      return false;
    }
    if (node instanceof SqlLiteral literal && literal.getValue() instanceof Boolean value) {
      return value;
    }
    throw error(name + " is TRUE or FALSE", node);
  }

  private SqlNode required(String name, String example) {
    SqlNode node = byName.get(name);
    if (node == null) {
      throw error("POINT_IN_TIME needs an argument " + name + ": " + example, call);
    }
    return node;
  }
}
