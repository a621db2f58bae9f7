package dev.pitwall.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.generate.PointInTimeCase;
import dev.pitwall.testkit.generate.PointInTimeGenerator;
import dev.pitwall.testkit.generate.SeededCases;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every spelling of the point-in-time join, in SQL, against the oracle on generated data. */
class PointInTimeSqlTest {
  private static final int CASES = 150;

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.random(3, 20, 6));
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
          CaseTables.create(engine, kept);
          assertThat(engine.rows(function(kept))).isEqualTo(amounts(kept));
        });
  }

  private void check(PointInTimeCase c, java.util.function.Function<PointInTimeCase, String> sql) {
    CaseTables.create(engine, c);
    assertThat(engine.rows(sql.apply(c))).isEqualTo(c.expected());
  }

  private static PointInTimeCase withPolicy(PointInTimeCase c, Bound bound) {
    MatchPolicy policy =
        new MatchPolicy(
            bound, c.policy().timeToLiveMicros(), c.policy().cutoff(), c.policy().unmatched());
    return new PointInTimeCase(c.seed(), c.keys(), c.spine(), c.features(), policy);
  }

  private String asOf(PointInTimeCase c) {
    String join = c.policy().unmatched() == Unmatched.KEEP ? "LEFT JOIN" : "JOIN";
    return "SELECT * FROM spine AS s "
        + join
        + " v FOR SYSTEM_TIME AS OF s.at_ts AS f ON "
        + CaseTables.equalKeys(c)
        + CaseTables.cutoff(c)
        + " ORDER BY s.label";
  }

  private String asofJoin(PointInTimeCase c) {
    String join = c.policy().unmatched() == Unmatched.KEEP ? "LEFT ASOF JOIN" : "ASOF JOIN";
    String operator = c.policy().bound() == Bound.INCLUSIVE ? "<=" : "<";
    return "SELECT * FROM spine AS s "
        + join
        + " v AS f MATCH_CONDITION f.event_ts "
        + operator
        + " s.at_ts"
        + CaseTables.age(c)
        + CaseTables.cutoff(c)
        + " ON "
        + CaseTables.equalKeys(c)
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
}
