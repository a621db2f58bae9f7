package dev.pitwall.delta.commit;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.Field;

/** The names that columns of tables made here can have. */
final class NewColumns {
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[ ,;{}()\n\t=]");

  private NewColumns() {}

  /**
   * Checks the names of columns, and of the fields of rows in them.
   *
   * @throws PitwallException INVALID_STATEMENT or DUPLICATE_COLUMN with the name
   */
  static void check(List<Field> fields) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Field field : fields) {
      String name = field.getName();
      if (NOT_IN_NAMES.matcher(name).find()) {
        throw new PitwallException(
            ErrorCode.INVALID_STATEMENT,
            "names in Delta tables have no space and none of ,;{}()= but \"%s\" has; rename it"
                .formatted(name));
      } else if (!names.add(name)) {
        throw new PitwallException(
            ErrorCode.DUPLICATE_COLUMN,
            "two fields of a ROW are named " + name + " when case is set aside; rename one");
      }
      check(field.getChildren());
    }
  }
}
