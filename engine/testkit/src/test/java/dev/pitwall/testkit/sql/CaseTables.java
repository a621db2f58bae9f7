package dev.pitwall.testkit.sql;

import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.generate.PointInTimeCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** A generated case in an engine: the table {@code spine}, the view {@code v}, and conditions. */
final class CaseTables {
  private CaseTables() {}

  /** Tables and view of a case; the feature rows in some commits. */
  static void create(TestEngine engine, PointInTimeCase c) {
    String name = "case" + c.seed();
    engine.table(name + "_spine", c.spineSchema(), c.spineRows());
    engine.table(name + "_features", c.featureSchema(), List.of());
    Random random = new Random(c.seed());
    List<List<Object>> rows = new ArrayList<>(c.featureRows());
    while (!rows.isEmpty()) {
      List<List<Object>> commit = rows.subList(0, 1 + random.nextInt(rows.size()));
      engine.append(name + "_features", List.copyOf(commit));
      commit.clear();
    }
    engine.update("CREATE OR REPLACE TABLE spine FROM DELTA '" + name + "_spine'");
    engine.update("DROP FEATURE VIEW IF EXISTS v");
    engine.update("CREATE OR REPLACE ENTITY e " + declaredKeys(c));
    String timeToLive =
        c.policy().timeToLiveMicros().isPresent()
            ? " TTL INTERVAL '"
                + seconds(c.policy().timeToLiveMicros().getAsLong())
                + "' SECOND(9, 6)"
            : "";
    engine.update(
        "CREATE FEATURE VIEW v ENTITY e TIMESTAMP event_ts CREATED created_ts"
            + timeToLive
            + " FROM DELTA '"
            + name
            + "_features'");
  }

  /** The bound on a match's age as a further condition; empty without one. */
  static String age(PointInTimeCase c) {
    return c.policy().timeToLiveMicros().isPresent()
        ? " AND f.event_ts >= s.at_ts - INTERVAL '"
            + seconds(c.policy().timeToLiveMicros().getAsLong())
            + "' SECOND(9, 6)"
        : "";
  }

  /** The known-by cutoff as a further condition; empty without one. */
  static String cutoff(PointInTimeCase c) {
    return c.policy().cutoff() == Cutoff.KNOWN_BY ? " AND f.created_ts <= s.at_ts" : "";
  }

  /** The condition that all keys are equal. */
  static String equalKeys(PointInTimeCase c) {
    return c.keys().isEmpty()
        ? "TRUE"
        : c.keys().stream()
            .map(key -> "f." + key.getName() + " = s." + key.getName())
            .collect(Collectors.joining(" AND "));
  }

  private static String declaredKeys(PointInTimeCase c) {
    return c.keys().stream()
        .map(key -> key.getName() + " " + sqlType(key))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String sqlType(Field key) {
    return switch (key.getType().getTypeID()) {
      case Int ->
          switch (((ArrowType.Int) key.getType()).getBitWidth()) {
            case 8 -> "TINYINT";
            case 16 -> "SMALLINT";
            case 32 -> "INTEGER";
            default -> "BIGINT";
          };
      case Utf8 -> "VARCHAR";
      case Date -> "DATE";
      case Bool -> "BOOLEAN";
      case Timestamp -> "TIMESTAMP(6)";
      case Binary -> "VARBINARY";
      case Decimal -> "DECIMAL(20, 2)";
      default -> throw new IllegalArgumentException("a key of the type " + key.getType());
    };
  }

  /** Microseconds as the text of an interval of seconds. */
  static String seconds(long micros) {
    return String.format("%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }
}
