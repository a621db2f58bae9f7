package dev.pitwall.jdbc.error;

import java.util.Arrays;

/**
 * The numbers that JDBC knows the server's errors by. They never change; a code that is not here
 * has number 0.
 */
enum ServerError {
  SYNTAX_ERROR(1001),
  INVALID_STATEMENT(1002),
  COLUMN_NOT_FOUND(1003),
  TABLE_NOT_FOUND(1004),
  SCHEMA_NOT_FOUND(1005),
  FUNCTION_NOT_FOUND(1006),
  ENTITY_NOT_FOUND(1007),
  FEATURE_VIEW_NOT_FOUND(1008),
  FEATURE_NOT_FOUND(1009),
  FEATURE_SERVICE_NOT_FOUND(1010),
  DUPLICATE_OBJECT(1011),
  DUPLICATE_COLUMN(1012),
  DEPENDENT_OBJECTS(1013),
  TYPE_MISMATCH(1014),
  UNSUPPORTED_TYPE(1015),
  NOT_SUPPORTED(1016),
  INVALID_VALUE(1017),
  DIVISION_BY_ZERO(1018),
  NUMERIC_OVERFLOW(1019),
  LEAKAGE(1020),
  ONLINE_SCAN_REFUSED(1021),
  INVALID_CONFIGURATION(1022),
  INVALID_HANDLE(1023),
  INVALID_AUTHORIZATION(1024),
  LOCATION_NOT_FOUND(1025),
  VERSION_NOT_FOUND(1026),
  STATEMENT_CANCELLED(1027),
  READ_ONLY_SESSION(1028),
  STORE_UNAVAILABLE(2001),
  STORE_FAILURE(2002),
  DATA_CORRUPT(2003),
  COMMIT_CONFLICT(2004),
  REGISTRY_LOCKED(2005),
  ADDRESS_IN_USE(2006),
  MEMORY_LIMIT_EXCEEDED(3001),
  DEADLINE_EXCEEDED(3002),
  STATEMENT_TOO_LARGE(3003),
  LIMIT_EXCEEDED(3004),
  INTERNAL_ERROR(9001);

  private final int number;

  ServerError(int number) {
    this.number = number;
  }

  static int number(String name) {
    return Arrays.stream(values())
        .filter(error -> error.name().equals(name))
        .mapToInt(error -> error.number)
        .findFirst()
        .orElse(0);
  }
}
