package dev.pitwall.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.plan.MatchPolicy;
import dev.pitwall.execution.plan.MatchPolicy.Bound;
import dev.pitwall.execution.plan.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.MatchPolicy.Unmatched;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.generate.PointInTimeCase;
import dev.pitwall.testkit.generate.PointInTimeGenerator;
import dev.pitwall.testkit.generate.SeededCases;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every spelling of the point-in-time join, in SQL, against the oracle on generated data. */
class PointInTimeSqlTest {
  private static final int CASES = 150;

  @TempDir private Path directory;
  private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.random(3, 20, 6));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void asOfAnswersAsTheOracleDoes() {
    SeededCases.forAll(
        CASES,
        PointInTimeGenerator::generate,
        c -> check(withPolicy(c, Bound.INCLUSIVE), this::asOf));
  }

  @Test
  void asofJoinAnswersAsTheOracleDoes() {
    SeededCases.forAll(
        CASES,
        seed -> PointInTimeGenerator.generate(seed ^ 0x5eedL),
        c -> check(c, this::asofJoin));
  }

  @Test
  void theFunctionAnswersAsTheOracleDoes() {
    SeededCases.forAll(
        CASES,
        seed -> PointInTimeGenerator.generate(seed ^ 0xfeedL),
        c -> {
          MatchPolicy policy =
              new MatchPolicy(
                  Bound.INCLUSIVE,
                  c.policy().timeToLiveMicros(),
                  c.policy().cutoff(),
                  Unmatched.KEEP);
          PointInTimeCase kept =
              new PointInTimeCase(c.seed(), c.keys(), c.spine(), c.features(), policy);
          create(kept);
          assertThat(engine.rows(function(kept))).isEqualTo(amounts(kept));
        });
  }

  private void check(PointInTimeCase c, java.util.function.Function<PointInTimeCase, String> sql) {
    create(c);
    assertThat(engine.rows(sql.apply(c))).isEqualTo(c.expected());
  }

  private static PointInTimeCase withPolicy(PointInTimeCase c, Bound bound) {
    MatchPolicy policy =
        new MatchPolicy(
            bound, c.policy().timeToLiveMicros(), c.policy().cutoff(), c.policy().unmatched());
    return new PointInTimeCase(c.seed(), c.keys(), c.spine(), c.features(), policy);
  }

  /** Tables and view of a case; the feature rows in some commits. */
  private void create(PointInTimeCase c) {
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

  private String asOf(PointInTimeCase c) {
    String join = c.policy().unmatched() == Unmatched.KEEP ? "LEFT JOIN" : "JOIN";
    return "SELECT * FROM spine AS s "
        + join
        + " v FOR SYSTEM_TIME AS OF s.at_ts AS f ON "
        + equalKeys(c)
        + cutoff(c)
        + " ORDER BY s.label";
  }

  private String asofJoin(PointInTimeCase c) {
    String join = c.policy().unmatched() == Unmatched.KEEP ? "LEFT ASOF JOIN" : "ASOF JOIN";
    String operator = c.policy().bound() == Bound.INCLUSIVE ? "<=" : "<";
    String age =
        c.policy().timeToLiveMicros().isPresent()
            ? " AND f.event_ts >= s.at_ts - INTERVAL '"
                + seconds(c.policy().timeToLiveMicros().getAsLong())
                + "' SECOND(9, 6)"
            : "";
    return "SELECT * FROM spine AS s "
        + join
        + " v AS f MATCH_CONDITION f.event_ts "
        + operator
        + " s.at_ts"
        + age
        + cutoff(c)
        + " ON "
        + equalKeys(c)
        + " ORDER BY s.label";
  }

  private String function(PointInTimeCase c) {
    String knownBy = c.policy().cutoff() == Cutoff.KNOWN_BY ? ", KNOWN_BY => TRUE" : "";
    return "SELECT * FROM TABLE(POINT_IN_TIME(SPINE => TABLE spine, AT => DESCRIPTOR(at_ts),"
        + " FEATURES => ARRAY['v:note', 'v:amount']"
        + knownBy
        + ")) ORDER BY label";
  }

  private static List<List<Object>> amounts(PointInTimeCase c) {
    int spine = c.spineSchema().getFields().size();
    int width = spine + c.featureSchema().getFields().size();
    return c.expected().stream()
        .map(
            row -> {
              List<Object> answer = new ArrayList<>(row.subList(0, spine));
              answer.add(row.get(width - 1));
              answer.add(row.get(width - 2));
              return answer;
            })
        .toList();
  }

  private static String cutoff(PointInTimeCase c) {
    return c.policy().cutoff() == Cutoff.KNOWN_BY ? " AND f.created_ts <= s.at_ts" : "";
  }

  private static String equalKeys(PointInTimeCase c) {
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

  private static String seconds(long micros) {
    return String.format("%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }
}
