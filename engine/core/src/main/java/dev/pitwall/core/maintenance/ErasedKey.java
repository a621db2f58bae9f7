package dev.pitwall.core.maintenance;

import dev.pitwall.core.materialize.StatementQueries;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.sql.tree.EraseEntity;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/** The join keys that an ERASE ENTITY names, as values of their types. */
final class ErasedKey {
  private final StatementQueries queries;
  private final QuerySession session;

  ErasedKey(StatementQueries queries, QuerySession session) {
    this.queries = queries;
    this.session = session;
  }

  /**
   * The values by the names of the join keys, in the entity's order, as {@link
   * dev.pitwall.spi.predicate.Predicate} represents them.
   *
   * @throws PitwallException unless every join key has one value that its type holds exactly
   */
  Map<String, Object> of(EntitySpec entity, EraseEntity statement) {
    Map<String, SqlNode> given = new LinkedHashMap<>();
    for (int i = 0; i < statement.joinKeys().size(); i++) {
      String name = statement.joinKeys().get(i).getSimple();
      ColumnSpec key =
          ColumnSpec.find(entity.joinKeys(), name).orElseThrow(() -> unknown(entity, name));
      if (given.put(key.name(), statement.values().get(i)) != null) {
        throw new PitwallException(
            ErrorCode.DUPLICATE_COLUMN, "the join key " + name + " is given twice");
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (ColumnSpec key : entity.joinKeys()) {
      if (!given.containsKey(key.name())) {
        throw new PitwallException(
            ErrorCode.INVALID_STATEMENT,
            "the join key " + key.name() + " of entity " + entity.name() + " is missing");
      }
      values.put(key.name(), value(key, given.get(key.name())));
    }
    return values;
  }

  private static PitwallException unknown(EntitySpec entity, String name) {
    return new PitwallException(
        ErrorCode.COLUMN_NOT_FOUND,
        "entity "
            + entity.name()
            + " has no join key "
            + name
            + Suggestion.didYouMean(name, entity.joinKeyNames()));
  }

  private Object value(ColumnSpec key, SqlNode literal) {
    String text = literal.toSqlString(AnsiSqlDialect.DEFAULT).getSql();
    String cast = "CAST(" + text + " AS " + SqlTypeNames.of(key.field()) + ")";
    String sql = "SELECT " + cast + ", " + cast + " = " + text;
    try (RunningQuery query = queries.start(queries.plan(sql, session), session);
        VectorSchemaRoot row = query.next()) {
      BitVector same = (BitVector) row.getVector(1);
      if (!same.isNull(0) && same.get(0) == 1) {
        return value(row.getVector(0));
      }
    }
    throw new PitwallException(
            ErrorCode.TYPE_MISMATCH,
            "the join key " + key.name() + " is " + SqlTypeNames.of(key.field()) + ", not " + text)
        .at(Positions.of(literal));
  }

  private static Object value(FieldVector vector) {
    if (vector instanceof BaseIntVector number) {
      return number.getValueAsLong(0);
    } else if (vector instanceof TimeStampVector moment) {
      return moment.get(0);
    } else if (vector instanceof DateDayVector day) {
      return (long) day.get(0);
    } else if (vector instanceof VarCharVector text) {
      return text.getObject(0).toString();
    }
    return vector.getObject(0);
  }
}
