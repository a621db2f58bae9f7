package dev.pitwall.cli.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The words of our SQL that are coloured and completed. */
final class SqlWords {
  private static final Set<String> WORDS =
      new TreeSet<>(
          List.of(
              ("ALL ALTER ANALYZE AND ARRAY AS ASC ASOF BETWEEN BIGINT BOOLEAN BY CASE CAST CHECK"
                      + " COALESCE COMMENT COUNT CREATE CREATED CROSS CSV CURRENT_DATE"
                      + " CURRENT_TIMESTAMP DATE DAY DECIMAL DELTA DESC DESCRIBE DESCRIPTOR"
                      + " DISTINCT DOUBLE DROP ELSE END ENTITIES ENTITY ERASE EXCEPT EXISTS EXPLAIN"
                      + " EXTRACT FALSE FEAST FEATURE FEATURES FETCH FIRST FOR"
                      + " FROM FULL GROUP HAVING HISTORY HOUR IMPORT IN INNER INSERT INTEGER"
                      + " INTERSECT INTERVAL INTO IS JOIN KILL LAST LATERAL LEFT LIKE LIMIT"
                      + " MATCH_CONDITION MATERIALIZATION MATERIALIZE MAX MIN MINUTE MONTH NOT NULL"
                      + " NULLS OF OFFLINE OFFSET ON ONLINE ONLY OPTIMIZE OPTIONS OR ORDER OUTER"
                      + " OVER PARQUET PARTITION POINT_IN_TIME QUALIFY QUERY REGISTRY REPLACE RESET RIGHT"
                      + " ROW_NUMBER ROWS SECOND SELECT SERVICE SERVICES SET SETS SHOW SPINE SUM"
                      + " SYSTEM_TIME TABLE TEMPORARY THEN TIMESTAMP TO TRAINING TRUE TTL UNION"
                      + " USING VACUUM VALUES VARCHAR VERSION VIEW VIEWS WHEN WHERE WITH YEAR")
                  .split(" ")));

  private SqlWords() {}

  static Set<String> all() {
    return WORDS;
  }

  static boolean contains(String word) {
    return WORDS.contains(word.toUpperCase(Locale.ROOT));
  }
}
