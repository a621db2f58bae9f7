package dev.pitwall.jdbc.connection;

import dev.pitwall.jdbc.error.SqlErrors;
import java.sql.SQLException;

/** What is wrapped here is only ever the object itself: the driver beneath is nobody's concern. */
final class Wrapping {
  private Wrapping() {}

  static <T> T unwrap(Object object, Class<T> type) throws SQLException {
    if (!type.isInstance(object)) {
      throw SqlErrors.invalid("this is no " + type.getName());
    }
    return type.cast(object);
  }
}
