package dev.pitwall.core.sql.ddl.clause;

import dev.pitwall.core.type.SqlTypeNames;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.error.Suggestion;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.model.EntitySpec;
import java.util.List;
import java.util.Optional;

/** Holds the join keys of an entity against the columns of a view. */
public final class JoinKeys {
  private JoinKeys() {}

  /** What keeps the columns from being a view of the entity; without a place. */
  public static Optional<PitwallException> problem(
      EntitySpec entity, String view, List<ColumnSpec> columns) {
    return entity.joinKeys().stream()
        .flatMap(key -> problem(entity, key, view, columns).stream())
        .findFirst();
  }

  private static Optional<PitwallException> problem(
      EntitySpec entity, ColumnSpec key, String view, List<ColumnSpec> columns) {
    Optional<ColumnSpec> column = ColumnSpec.find(columns, key.name());
    if (column.isEmpty()) {
      List<String> known = columns.stream().map(ColumnSpec::name).toList();
      return Optional.of(
          new PitwallException(
              ErrorCode.COLUMN_NOT_FOUND,
              "feature view %s has no column %s, a join key of entity %s%s"
                  .formatted(
                      view, key.name(), entity.name(), Suggestion.didYouMean(key.name(), known))));
    }
    String wanted = SqlTypeNames.of(key.field());
    String found = SqlTypeNames.of(column.get().field());
    return wanted.equals(found)
        ? Optional.empty()
        : Optional.of(
            new PitwallException(
                ErrorCode.TYPE_MISMATCH,
                "the join key %s is %s in entity %s, but %s in feature view %s; make them the same"
                    .formatted(key.name(), wanted, entity.name(), found, view)));
  }
}
