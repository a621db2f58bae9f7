package dev.pitwall.core.type;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The names of a query's columns, where a table is made of them. */
public final class DistinctNames {
  private DistinctNames() {}

  /**
   * Checks that no two columns have one name, in any case.
   *
   * @param made what is made of the query, for the message
   * @throws PitwallException DUPLICATE_COLUMN with the name
   */
  public static void require(String made, Schema columns) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Field column : columns.getFields()) {
      if (!names.add(column.getName())) {
        throw new PitwallException(
            ErrorCode.DUPLICATE_COLUMN,
            "two columns of the %s would be named %s; rename one with AS"
                .formatted(made, column.getName()));
      }
    }
  }

  /**
   * A name that is none of those, in any case.
   *
   * @param wish the name, or what it begins with
   */
  public static String unlike(String wish, Collection<String> taken) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(taken);
    String name = wish;
    while (names.contains(name)) {
      name += "$";
    }
    return name;
  }
}
