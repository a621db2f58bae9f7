package dev.pitwall.core.planner.lowering;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** What a number stood for before lowering. */
enum TimeKind {
  /** Days since 1970-01-01. */
  DATE,
  /** Microseconds of the day. */
  TIME,
  /** Microseconds since 1970-01-01 00:00:00 on a wall clock. */
  TIMESTAMP,
  /** Microseconds since the epoch in UTC. */
  INSTANT,
  /** An interval in microseconds. */
  MICROS,
  /** An interval in months. */
  MONTHS,
  /** A whole number. */
  INTEGER,
  DECIMAL,
  /** A floating point number. */
  DOUBLE,
  TEXT,
  /** NULL of no type. */
  NULL,
  OTHER;

  static TimeKind of(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return switch (name) {
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> INSTANT;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> INTEGER;
      case DECIMAL -> DECIMAL;
      case REAL, FLOAT, DOUBLE -> DOUBLE;
      case CHAR, VARCHAR -> TEXT;
      case NULL -> NULL;
      default -> interval(name);
    };
  }

  private static TimeKind interval(SqlTypeName name) {
    if (SqlTypeName.DAY_INTERVAL_TYPES.contains(name)) {
      return MICROS;
    }
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(name) ? MONTHS : OTHER;
  }

  boolean isPoint() {
    return this == DATE || this == TIME || this == TIMESTAMP || this == INSTANT;
  }

  boolean isInterval() {
    return this == MICROS || this == MONTHS;
  }

  boolean isNumber() {
    return this == INTEGER || this == DECIMAL || this == DOUBLE;
  }
}
