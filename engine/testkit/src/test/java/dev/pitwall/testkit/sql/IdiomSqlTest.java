package dev.pitwall.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.plan.term.MatchPolicy.Bound;
import dev.pitwall.execution.plan.term.MatchPolicy.Cutoff;
import dev.pitwall.execution.plan.term.MatchPolicy.UnknownCreated;
import dev.pitwall.execution.plan.term.MatchPolicy.Unmatched;
import dev.pitwall.testkit.engine.TestEngine;
import dev.pitwall.testkit.generate.PointInTimeCase;
import dev.pitwall.testkit.generate.PointInTimeGenerator;
import dev.pitwall.testkit.generate.SeededCases;
import dev.pitwall.testkit.store.StoreLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Point-in-time joins written by hand, on generated data: recognised, against the oracle; and
 * against the same query that is run as written, because it breaks ties by one column more. That
 * column, {@code amount}, tells rows apart in commit order, as the recognised join does.
 */
class IdiomSqlTest {
  private static final int CASES = 60;

  /** Running as written takes long: one case in so many. */
  private static final int AS_WRITTEN_EVERY = 5;

  @TempDir private Path directory;
  @AutoClose private TestEngine engine;

  @BeforeEach
  void open() {
    engine = new TestEngine(directory, StoreLayout.random(3, 20, 6));
  }

  @Test
  void firstRowNumberIsPointInTime() {
    forAll(0x1d10L, Function.identity(), IdiomSqlTest::rowNumber);
  }

  @Test
  void firstRowNumberOfEqualSpineRowsIsOneRow() {
    SeededCases.forAll(
        CASES,
        seed -> PointInTimeGenerator.generate(seed ^ 0xd157L),
        c -> {
          PointInTimeCase ranked = withTies(c);
          CaseTables.create(engine, ranked);
          int label = c.spineSchema().getFields().size() - 1;
          List<List<Object>> distinct =
              ranked.expected().stream().map(row -> without(row, label)).distinct().toList();
          String recognised = distinctRowNumber(ranked, "");
          assertRecognised(recognised);
          assertThat(engine.rows(recognised)).containsExactlyInAnyOrderElementsOf(distinct);
          if (c.seed() % AS_WRITTEN_EVERY == 0) {
            String asWritten = distinctRowNumber(ranked, ", f.amount DESC");
            assertAsWritten(asWritten);
            assertThat(engine.rows(asWritten)).containsExactlyInAnyOrderElementsOf(distinct);
          }
        });
  }

  @Test
  void qualifiedRowNumberIsPointInTime() {
    forAll(0x9a11L, Function.identity(), IdiomSqlTest::qualify);
  }

  @Test
  void scalarSubQueriesArePointInTime() {
    SeededCases.forAll(
        CASES,
        seed -> PointInTimeGenerator.generate(seed ^ 0x5ca1L),
        generated -> {
          PointInTimeCase c = withTies(kept(generated));
          CaseTables.create(engine, c);
          List<String> columns =
              c.featureSchema().getFields().stream().map(Field::getName).toList();
          String recognised = subQueries(c, columns, "");
          assertRecognised(recognised);
          assertThat(engine.rows(recognised)).isEqualTo(c.expected());
          if (c.seed() % AS_WRITTEN_EVERY == 0) {
            String asWritten = subQueries(c, List.of("amount"), ", f.amount DESC");
            assertAsWritten(asWritten);
            assertThat(engine.rows(asWritten)).isEqualTo(amounts(c));
          }
        });
  }

  @Test
  void lateralIsPointInTime() {
    forAll(0x1a7eL, Function.identity(), IdiomSqlTest::lateral);
  }

  @Test
  void leadIntervalIsPointInTime() {
    forAll(0x1eadL, IdiomSqlTest::withoutCutoff, IdiomSqlTest::leadInterval);
  }

  /**
   * Checks one spelling: recognised in every case, as written in some.
   *
   * @param sql of a case, and of what else to break ties by
   */
  private void forAll(
      long salt,
      Function<PointInTimeCase, PointInTimeCase> prepared,
      BiFunction<PointInTimeCase, String, String> sql) {
    SeededCases.forAll(
        CASES,
        seed -> PointInTimeGenerator.generate(seed ^ salt),
        c -> {
          PointInTimeCase ranked = withTies(prepared.apply(c));
          CaseTables.create(engine, ranked);
          String recognised = sql.apply(ranked, "");
          assertRecognised(recognised);
          assertThat(engine.rows(recognised)).isEqualTo(ranked.expected());
          if (c.seed() % AS_WRITTEN_EVERY == 0) {
            String asWritten = sql.apply(ranked, ", f.amount DESC");
            assertAsWritten(asWritten);
            assertThat(engine.rows(asWritten)).isEqualTo(ranked.expected());
          }
        });
  }

  private void assertRecognised(String sql) {
    assertThat(engine.plan(sql))
        .anyMatch(line -> line.strip().startsWith("PointInTimeJoin "))
        .noneMatch(line -> line.contains("operation="));
  }

  private void assertAsWritten(String sql) {
    assertThat(engine.plan(sql))
        .noneMatch(line -> line.strip().startsWith("PointInTimeJoin "))
        .contains("-- not a point-in-time join: ORDER BY breaks ties by more than one column");
  }

  /** The expected spine rows, each with its match's amount. */
  private static List<List<Object>> amounts(PointInTimeCase c) {
    int spine = c.spineSchema().getFields().size();
    return c.expected().stream()
        .map(
            row -> {
              List<Object> answer = new ArrayList<>(row.subList(0, spine));
              answer.add(row.get(row.size() - 2));
              return answer;
            })
        .toList();
  }

  /** Every other case has NULL created timestamps last in ties, as ORDER BY … DESC has not. */
  private static PointInTimeCase withTies(PointInTimeCase c) {
    MatchPolicy policy = c.policy();
    return withPolicy(
        c,
        new MatchPolicy(
            policy.bound(),
            policy.timeToLiveMicros(),
            policy.cutoff(),
            policy.unmatched(),
            c.seed() % 2 == 0 ? UnknownCreated.OLDEST : UnknownCreated.NEWEST));
  }

  private static PointInTimeCase kept(PointInTimeCase c) {
    MatchPolicy policy = c.policy();
    return withPolicy(
        c,
        new MatchPolicy(
            policy.bound(), policy.timeToLiveMicros(), policy.cutoff(), Unmatched.KEEP));
  }

  private static PointInTimeCase withoutCutoff(PointInTimeCase c) {
    MatchPolicy policy = c.policy();
    return withPolicy(
        c,
        new MatchPolicy(
            policy.bound(), policy.timeToLiveMicros(), Cutoff.NONE, policy.unmatched()));
  }

  private static PointInTimeCase withPolicy(PointInTimeCase c, MatchPolicy policy) {
    return new PointInTimeCase(c.seed(), c.keys(), c.spine(), c.features(), policy);
  }

  private static List<Object> without(List<Object> row, int column) {
    List<Object> shorter = new ArrayList<>(row);
    shorter.remove(column);
    return shorter;
  }

  private static String rowNumber(PointInTimeCase c, String more) {
    return "SELECT "
        + answer(c)
        + " FROM (SELECT s.*, f.*, "
        + number(c, spineColumns(c), more)
        + " AS rn FROM spine AS s"
        + join(c)
        + ") WHERE rn = 1 ORDER BY label";
  }

  private static String distinctRowNumber(PointInTimeCase c, String more) {
    return "SELECT "
        + answer(c).replace("label, ", "")
        + " FROM (SELECT s.*, f.*, "
        + number(c, spineColumns(c).replace(", s.label", ""), more)
        + " AS rn FROM spine AS s"
        + join(c)
        + ") WHERE rn < 2";
  }

  private static String qualify(PointInTimeCase c, String more) {
    return "SELECT s.*, f.* FROM spine AS s"
        + join(c)
        + " QUALIFY "
        + number(c, spineColumns(c), more)
        + " <= 1 ORDER BY s.label";
  }

  private static String subQueries(PointInTimeCase c, List<String> columns, String more) {
    String features =
        columns.stream()
            .map(name -> "(SELECT f." + name + newest(c, more) + ")")
            .collect(Collectors.joining(", "));
    return "SELECT s.*, " + features + " FROM spine AS s ORDER BY s.label";
  }

  private static String lateral(PointInTimeCase c, String more) {
    boolean kept = c.policy().unmatched() == Unmatched.KEEP;
    return "SELECT s.*, m.* FROM spine AS s"
        + (kept ? " LEFT JOIN LATERAL" : " CROSS JOIN LATERAL")
        + " (SELECT *"
        + newest(c, more)
        + ") AS m"
        + (kept ? " ON TRUE" : "")
        + " ORDER BY s.label";
  }

  private static String leadInterval(PointInTimeCase c, String more) {
    boolean inclusive = c.policy().bound() == Bound.INCLUSIVE;
    String partition =
        c.keys().isEmpty()
            ? ""
            : c.keys().stream()
                .map(key -> "i." + key.getName())
                .collect(Collectors.joining(", ", "PARTITION BY ", " "));
    String nulls = c.policy().unknownCreated() == UnknownCreated.OLDEST ? " NULLS FIRST" : "";
    return "SELECT s.*, "
        + c.featureSchema().getFields().stream()
            .map(field -> "f." + field.getName())
            .collect(Collectors.joining(", "))
        + " FROM spine AS s "
        + joinType(c)
        + " (SELECT i.*, LEAD(i.event_ts) OVER ("
        + partition
        + "ORDER BY i.event_ts, i.created_ts"
        + nulls
        + (more.isEmpty() ? "" : ", i.amount")
        + ") AS next_ts FROM v AS i) AS f ON "
        + conditions(c)
        + " AND (s.at_ts "
        + (inclusive ? "<" : "<=")
        + " f.next_ts OR f.next_ts IS NULL) ORDER BY s.label";
  }

  private static String number(PointInTimeCase c, String partition, String more) {
    return "ROW_NUMBER() OVER (PARTITION BY " + partition + " ORDER BY " + order(c) + more + ")";
  }

  private static String newest(PointInTimeCase c, String more) {
    return " FROM v AS f WHERE " + conditions(c) + " ORDER BY " + order(c) + more + " LIMIT 1";
  }

  private static String order(PointInTimeCase c) {
    boolean last = c.policy().unknownCreated() == UnknownCreated.OLDEST;
    return "f.event_ts DESC, f.created_ts DESC" + (last ? " NULLS LAST" : "");
  }

  private static String join(PointInTimeCase c) {
    return " " + joinType(c) + " v AS f ON " + conditions(c);
  }

  private static String joinType(PointInTimeCase c) {
    return c.policy().unmatched() == Unmatched.KEEP ? "LEFT JOIN" : "JOIN";
  }

  private static String conditions(PointInTimeCase c) {
    return CaseTables.equalKeys(c)
        + " AND f.event_ts "
        + (c.policy().bound() == Bound.INCLUSIVE ? "<=" : "<")
        + " s.at_ts"
        + CaseTables.age(c)
        + CaseTables.cutoff(c);
  }

  private static String spineColumns(PointInTimeCase c) {
    return c.spineSchema().getFields().stream()
        .map(field -> "s." + field.getName())
        .collect(Collectors.joining(", "));
  }

  /** The columns of {@code s.*, f.*}; a key's name is found twice. */
  private static String answer(PointInTimeCase c) {
    List<String> keys = c.keys().stream().map(Field::getName).toList();
    Stream<String> spine = c.spineSchema().getFields().stream().map(Field::getName);
    Stream<String> features =
        c.featureSchema().getFields().stream()
            .map(Field::getName)
            .map(name -> keys.contains(name) ? name + "0" : name);
    return Stream.concat(spine, features).collect(Collectors.joining(", "));
  }
}
