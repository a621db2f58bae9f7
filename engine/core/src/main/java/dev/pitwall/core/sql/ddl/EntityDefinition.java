package dev.pitwall.core.sql.ddl;

import dev.pitwall.core.sql.ddl.clause.ColumnClause;
import dev.pitwall.core.sql.tree.clause.Positions;
import dev.pitwall.core.sql.tree.definition.CreateEntity;
import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Reads CREATE ENTITY. */
final class EntityDefinition {
  private EntityDefinition() {}

  static EntitySpec of(CreateEntity statement) {
    List<ColumnSpec> keys = ColumnClause.declared(statement.joinKeys());
    for (int i = 0; i < keys.size(); i++) {
      if (!canBeKey(keys.get(i).type())) {
        throw new PitwallException(
                ErrorCode.UNSUPPORTED_TYPE,
                "the join key %s cannot be %s, whose values have no exact identity"
                    .formatted(keys.get(i).name(), SqlTypeNames.of(keys.get(i).field())))
            .at(Positions.of(statement.joinKeys().get(i).type()));
      }
    }
    return new EntitySpec(statement.name().getSimple(), keys, statement.comment());
  }

  private static boolean canBeKey(ArrowType type) {
    return !(type instanceof ArrowType.FloatingPoint) && !type.isComplex();
  }
}
