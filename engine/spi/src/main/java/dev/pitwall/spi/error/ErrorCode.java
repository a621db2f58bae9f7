package dev.pitwall.spi.error;

/**
 * Every way a statement can fail, with the category that says who has to act and the SQLSTATE that
 * JDBC clients see.
 *
 * <p>SQLSTATE classes follow ISO/IEC 9075; where the standard has no condition, the PostgreSQL
 * codes are used because drivers and tools already know them.
 */
public enum ErrorCode {
  SYNTAX_ERROR(ErrorCategory.USER, "42601"),
  INVALID_STATEMENT(ErrorCategory.USER, "42000"),
  COLUMN_NOT_FOUND(ErrorCategory.USER, "42703"),
  TABLE_NOT_FOUND(ErrorCategory.USER, "42P01"),
  SCHEMA_NOT_FOUND(ErrorCategory.USER, "3F000"),
  FUNCTION_NOT_FOUND(ErrorCategory.USER, "42883"),
  ENTITY_NOT_FOUND(ErrorCategory.USER, "42704"),
  FEATURE_VIEW_NOT_FOUND(ErrorCategory.USER, "42704"),
  FEATURE_NOT_FOUND(ErrorCategory.USER, "42703"),
  FEATURE_SERVICE_NOT_FOUND(ErrorCategory.USER, "42704"),
  DUPLICATE_OBJECT(ErrorCategory.USER, "42710"),
  DUPLICATE_COLUMN(ErrorCategory.USER, "42701"),
  DEPENDENT_OBJECTS(ErrorCategory.USER, "2BP01"),
  TYPE_MISMATCH(ErrorCategory.USER, "42804"),
  UNSUPPORTED_TYPE(ErrorCategory.USER, "0A000"),
  NOT_SUPPORTED(ErrorCategory.USER, "0A000"),
  INVALID_VALUE(ErrorCategory.USER, "22000"),
  DIVISION_BY_ZERO(ErrorCategory.USER, "22012"),
  NUMERIC_OVERFLOW(ErrorCategory.USER, "22003"),
  LEAKAGE(ErrorCategory.USER, "42P10"),
  ONLINE_SCAN_REFUSED(ErrorCategory.USER, "0A000"),
  INVALID_CONFIGURATION(ErrorCategory.USER, "F0000"),
  INVALID_HANDLE(ErrorCategory.USER, "26000"),
  INVALID_AUTHORIZATION(ErrorCategory.USER, "28000"),
  LOCATION_NOT_FOUND(ErrorCategory.USER, "42P01"),
  VERSION_NOT_FOUND(ErrorCategory.USER, "22023"),
  STATEMENT_CANCELLED(ErrorCategory.USER, "57014"),
  READ_ONLY_SESSION(ErrorCategory.USER, "25006"),
  STORE_UNAVAILABLE(ErrorCategory.EXTERNAL, "08006"),
  STORE_FAILURE(ErrorCategory.EXTERNAL, "58000"),
  DATA_CORRUPT(ErrorCategory.EXTERNAL, "XX001"),
  COMMIT_CONFLICT(ErrorCategory.EXTERNAL, "40001"),
  REGISTRY_LOCKED(ErrorCategory.EXTERNAL, "55006"),
  ADDRESS_IN_USE(ErrorCategory.EXTERNAL, "08001"),
  MEMORY_LIMIT_EXCEEDED(ErrorCategory.RESOURCE, "53200"),
  DEADLINE_EXCEEDED(ErrorCategory.RESOURCE, "57014"),
  STATEMENT_TOO_LARGE(ErrorCategory.RESOURCE, "54000"),
  LIMIT_EXCEEDED(ErrorCategory.RESOURCE, "54000"),
  INTERNAL_ERROR(ErrorCategory.INTERNAL, "XX000");

  private final ErrorCategory category;
  private final String sqlState;

  ErrorCode(ErrorCategory category, String sqlState) {
    this.category = category;
    this.sqlState = sqlState;
  }

  /** Who has to act. */
  public ErrorCategory category() {
    return category;
  }

  /** The five-character SQLSTATE that clients see. */
  public String sqlState() {
    return sqlState;
  }
}
