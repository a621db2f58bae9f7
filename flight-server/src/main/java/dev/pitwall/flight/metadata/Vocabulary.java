package dev.pitwall.flight.metadata;

import java.util.List;

/** The words of our SQL, as JDBC's metadata lists them. */
final class Vocabulary {
  /** Keywords that SQL:2003 does not have. */
  static final List<String> KEYWORDS =
      List.of(
          "APPLY",
          "ASOF",
          "ENTITIES",
          "ENTITY",
          "ERASE",
          "EVERYWHERE",
          "EXPLAIN",
          "FEATURE",
          "HISTORY",
          "KILL",
          "LIMIT",
          "MATCH_CONDITION",
          "MATERIALIZATION",
          "MATERIALIZE",
          "OFFLINE",
          "ONLINE",
          "OPTIMIZE",
          "POINT_IN_TIME",
          "QUALIFY",
          "REPLACE",
          "SERVICE",
          "SERVICES",
          "SHOW",
          "TRAINING",
          "TTL",
          "VACUUM",
          "VIEWS",
          "ZORDER");

  static final List<String> NUMERIC_FUNCTIONS =
      List.of(
          "ABS",
          "ACOS",
          "ASIN",
          "ATAN",
          "ATAN2",
          "CBRT",
          "CEILING",
          "COS",
          "COT",
          "DEGREES",
          "EXP",
          "FLOOR",
          "LOG",
          "LOG10",
          "MOD",
          "PI",
          "POWER",
          "RADIANS",
          "ROUND",
          "SIGN",
          "SIN",
          "SQRT",
          "TAN",
          "TRUNCATE");

  static final List<String> STRING_FUNCTIONS =
      List.of(
          "CHAR_LENGTH",
          "CONCAT",
          "LCASE",
          "LOCATE",
          "LTRIM",
          "POSITION",
          "REPLACE",
          "RTRIM",
          "SUBSTRING",
          "UCASE");

  static final List<String> SYSTEM_FUNCTIONS = List.of("CONVERT", "IFNULL", "USER");

  static final List<String> DATETIME_FUNCTIONS =
      List.of(
          "CURDATE",
          "CURTIME",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "EXTRACT",
          "HOUR",
          "MINUTE",
          "MONTH",
          "NOW",
          "QUARTER",
          "SECOND",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "WEEK",
          "YEAR");

  private Vocabulary() {}
}
