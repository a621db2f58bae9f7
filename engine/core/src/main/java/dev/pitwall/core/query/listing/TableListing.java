package dev.pitwall.core.query.listing;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A table as metadata calls show it.
 *
 * @param schemaName for instance {@code features} or {@code lake}
 * @param type {@code TABLE}, {@code VIEW} (feature views), {@code SYSTEM TABLE} or {@code LOCAL
 *     TEMPORARY}
 * @param comment for people; empty when nobody said
 * @param schema as clients see it, not lowered; column comments in the field metadata under {@code
 *     comment}
 * @param access what clients can do to its rows
 * @param primaryKey the join keys of an online table, and what names a row of the registry; empty
 *     elsewhere
 * @param foreignKeys the join keys of a feature view, and what names rows of the registry in others
 */
public record TableListing(
    String schemaName,
    String tableName,
    String type,
    String comment,
    Schema schema,
    Access access,
    List<String> primaryKey,
    List<ForeignKey> foreignKeys) {
  public TableListing {
    foreignKeys = List.copyOf(foreignKeys);
    primaryKey = List.copyOf(primaryKey);
  }

  /** What clients can do to the rows of a table. */
  public enum Access {
    READ,
    READ_AND_ADD
  }
}
