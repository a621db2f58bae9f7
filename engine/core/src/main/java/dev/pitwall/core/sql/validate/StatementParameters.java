package dev.pitwall.core.sql.validate;

import static java.util.stream.Collectors.joining;

import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.type.ArrowTypes;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;

/** The parameters, {@code ?}, of a statement. */
public final class StatementParameters {
  private final Map<Integer, SqlDynamicParam> byIndex = new TreeMap<>();

  private StatementParameters() {}

  /**
   * The parameters of a statement as it was written.
   *
   * @throws PitwallException with the place: NOT_SUPPORTED for one in LIMIT or OFFSET,
   *     TYPE_MISMATCH for one that is looked for in a list
   */
  public static StatementParameters of(SqlNode statement) {
    StatementParameters parameters = new StatementParameters();
    statement.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            parameters.byIndex.put(parameter.getIndex(), parameter);
            return null;
          }

          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlOrderBy ordered) {
              refuseCount(ordered.fetch);
              refuseCount(ordered.offset);
            }
            if (call.getOperator() instanceof SqlInOperator) {
              refuseInList(call);
            }
            return super.visit(call);
          }
        });
    return parameters;
  }

  private static void refuseCount(SqlNode count) {
    if (count instanceof SqlDynamicParam) {
      throw new PitwallException(
              ErrorCode.NOT_SUPPORTED,
              "LIMIT and OFFSET take a number, not a parameter; write it into the statement")
          .at(Positions.of(count));
    }
  }

  /** Calcite has no type for it, and fails when it looks for one in the list. */
  private static void refuseInList(SqlCall in) {
    if (in.operand(0) instanceof SqlDynamicParam parameter
        && in.operand(1) instanceof SqlNodeList) {
      throw untyped().at(Positions.of(parameter));
    }
  }

  /**
   * Refuses parameters where there may be none.
   *
   * @param where names the statement
   * @throws PitwallException NOT_SUPPORTED, with the place of the first
   */
  public void refuse(String where) {
    byIndex.values().stream()
        .findFirst()
        .ifPresent(
            first -> {
              throw new PitwallException(
                      ErrorCode.NOT_SUPPORTED,
                      where + " takes no parameters (?); write the value into the statement")
                  .at(Positions.of(first));
            });
  }

  /**
   * Their types, as the validator found them: one nullable field for each, named {@code ?1}, {@code
   * ?2}, ….
   *
   * @param validated what the statement became
   * @throws PitwallException TYPE_MISMATCH, with the place, when one has no type or is a ROW or MAP
   */
  RelDataType types(SqlNode validated, SqlValidator validator, RelDataTypeFactory factory) {
    Map<Integer, RelDataType> found = found(validated, validator);
    RelDataTypeFactory.Builder types = factory.builder();
    byIndex.forEach(
        (index, parameter) -> {
          RelDataType type = found.get(index);
          if (type == null || !isKnown(type)) {
            throw untyped().at(Positions.of(parameter));
          }
          if (hasParts(type)) {
            throw inParts(type).at(Positions.of(parameter));
          }
          types.add("?" + (index + 1), factory.createTypeWithNullability(type, true));
        });
    return types.build();
  }

  private static Map<Integer, RelDataType> found(SqlNode validated, SqlValidator validator) {
    Map<Integer, RelDataType> found = new TreeMap<>();
    validated.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            RelDataType type = validator.getValidatedNodeTypeIfKnown(parameter);
            if (type != null) {
              found.put(parameter.getIndex(), type);
            }
            return null;
          }
        });
    return found;
  }

  private static boolean isKnown(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ANY, NULL, UNKNOWN, OTHER, MULTISET, STRUCTURED, CURSOR, SYMBOL -> false;
      case ARRAY -> isKnown(type.getComponentType());
      default -> type.getSqlTypeName() != SqlTypeName.COLUMN_LIST;
    };
  }

  private static boolean hasParts(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ROW, MAP -> true;
      case ARRAY -> hasParts(type.getComponentType());
      default -> false;
    };
  }

  private static PitwallException inParts(RelDataType type) {
    return new PitwallException(
        ErrorCode.TYPE_MISMATCH,
        "a parameter cannot be a %s; write its parts, with a parameter for each: %s"
            .formatted(SqlTypeNames.of(ArrowTypes.field("", type)), parts(type)));
  }

  private static String parts(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case ROW ->
          type.getFieldList().stream()
              .map(field -> parts(field.getType()))
              .collect(joining(", ", "ROW(", ")"));
      case MAP -> "MAP[" + parts(type.getKeyType()) + ", " + parts(type.getValueType()) + "]";
      default ->
          hasParts(type)
              ? "ARRAY[" + parts(type.getComponentType()) + "]"
              : "CAST(? AS " + SqlTypeNames.of(ArrowTypes.field("", type)) + ")";
    };
  }

  /** What to do about a parameter that could be anything. */
  static PitwallException untyped() {
    return new PitwallException(
        ErrorCode.TYPE_MISMATCH,
        "which type this parameter has cannot be told from where it stands; write CAST(? AS type)");
  }
}
