package dev.pitwall.testkit.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.execution.driver.ExecutionRequest;
import dev.pitwall.execution.driver.QueryDriver;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.FeatureInput;
import dev.pitwall.execution.plan.PhysicalPlan;
import dev.pitwall.execution.plan.PointInTimeJoinPlan;
import dev.pitwall.execution.plan.term.MatchPolicy;
import dev.pitwall.execution.task.Tuning;
import dev.pitwall.testkit.batch.Batches;
import dev.pitwall.testkit.batch.Fields;
import dev.pitwall.testkit.batch.LeakCheckedAllocator;
import dev.pitwall.testkit.generate.PointInTimeCase;
import dev.pitwall.testkit.generate.PointInTimeGenerator;
import dev.pitwall.testkit.generate.RandomCuts;
import dev.pitwall.testkit.generate.SeededCases;
import dev.pitwall.testkit.oracle.FeatureRow;
import dev.pitwall.testkit.oracle.Match;
import dev.pitwall.testkit.oracle.NaivePointInTimeJoin;
import dev.pitwall.testkit.oracle.SpineRow;
import dev.pitwall.testkit.store.MemoryOfflineStore;
import dev.pitwall.testkit.store.StoreLayout;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The point-in-time join against the oracle, however its inputs are cut, stored and read. */
class PointInTimeJoinOracleTest {
  private static final int CASES_PER_SHAPE = 1_800;
  private static final List<FeatureShape> SHAPES = List.of(FeatureShape.values());
  private static final long MEMORY_LIMIT = 1L << 30;
  private static final EvaluationContext EVALUATION =
      new EvaluationContext(0, ZoneOffset.UTC, "tester", List.of());

  @RegisterExtension final LeakCheckedAllocator allocator = new LeakCheckedAllocator();

  private final List<QueryDriver> drivers =
      List.of(
          new QueryDriver(1),
          new QueryDriver(2, new Tuning(7, 1, 25)), // parts, partitions and chunks of a few rows
          new QueryDriver(3, new Tuning(40, 256, 1_000)));

  @AfterEach
  void closeDrivers() {
    drivers.forEach(QueryDriver::close);
  }

  @ParameterizedTest
  @EnumSource
  void answersAsTheOracleDoes(FeatureShape shape) {
    SeededCases.forAll(
        CASES_PER_SHAPE,
        seed -> PointInTimeGenerator.generate(seed ^ ((long) shape.name().hashCode() << 20)),
        c -> assertThat(run(plan(c, shape), c.seed())).isEqualTo(c.expected()));
  }

  @Test
  void answersSeveralInputsAsTheOracleDoesEach() {
    SeededCases.forAll(
        1_000,
        PointInTimeGenerator::generate,
        c -> {
          List<MatchPolicy> policies =
              List.of(
                  c.policy(),
                  PointInTimeGenerator.generate(~c.seed()).policy(),
                  PointInTimeGenerator.generate(~c.seed() * 31).policy());
          assertThat(run(plan(c, policies), c.seed())).isEqualTo(expected(c, policies));
        });
  }

  /** One key with half of all rows, and so many rows that they fill many splits and batches. */
  @ParameterizedTest
  @EnumSource
  void answersALargeCaseAsTheOracleDoes(MatchPolicy.Cutoff cutoff) {
    answersALargeCase(cutoff, (row, random) -> random.nextInt(100_000), 1);
  }

  /** A history that grows at its end, where some rows come a little late, and a few very late. */
  @ParameterizedTest
  @EnumSource
  void answersALargeCaseNearlyInOrderOfTimeAsTheOracleDoes(MatchPolicy.Cutoff cutoff) {
    answersALargeCase(
        cutoff,
        (row, random) -> {
          long turn = row * 5L / 6 + random.nextInt(4);
          return random.nextInt(50) == 0 ? Math.max(0, turn - random.nextInt(20_000)) : turn;
        },
        0);
  }

  private void answersALargeCase(
      MatchPolicy.Cutoff cutoff, BiFunction<Integer, Random, Number> events, long seed) {
    Random random = new Random(11);
    List<FeatureRow> features =
        IntStream.range(0, 120_000)
            .mapToObj(
                i -> {
                  long event = events.apply(i, random).longValue();
                  Long created =
                      random.nextInt(10) == 0 ? null : (Long) (event + random.nextInt(90));
                  return new FeatureRow(hotKey(random), event, created, i);
                })
            .toList();
    List<SpineRow> spine =
        IntStream.range(0, 3_000)
            .mapToObj(i -> new SpineRow(hotKey(random), (long) random.nextInt(110_000)))
            .toList();
    MatchPolicy policy =
        new MatchPolicy(
            MatchPolicy.Bound.INCLUSIVE,
            OptionalLong.of(20_000),
            cutoff,
            MatchPolicy.Unmatched.KEEP);
    PointInTimeCase c =
        new PointInTimeCase(11, List.of(Fields.of("k0", Fields.BIGINT)), spine, features, policy);
    List<List<Object>> joined =
        run(plan(c, FeatureShape.SCAN, StoreLayout.regular(9_000, 700)), seed);
    List<Match> expected = NaivePointInTimeJoin.joinByKey(spine, features, policy);
    int amount = c.spineSchema().getFields().size() + 3;
    assertThat(joined).hasSameSizeAs(expected);
    for (int i = 0; i < joined.size(); i++) {
      Object rowId = expected.get(i).feature().map(FeatureRow::rowId).orElse(null);
      assertThat(joined.get(i).get(amount)).as("spine row %s", i).isEqualTo(rowId);
    }
  }

  private static List<Object> hotKey(Random random) {
    return List.of(random.nextBoolean() ? 7L : random.nextInt(2_000));
  }

  private static PointInTimeJoinPlan plan(PointInTimeCase c, FeatureShape shape) {
    Random random = new Random(c.seed());
    return plan(
        c, shape, StoreLayout.random(c.seed(), 1 + random.nextInt(40), 1 + random.nextInt(9)));
  }

  private static PointInTimeJoinPlan plan(
      PointInTimeCase c, FeatureShape shape, StoreLayout layout) {
    Random random = new Random(c.seed());
    PhysicalPlan features = shape.plan(c, new MemoryOfflineStore(layout), random);
    int columns = c.featureSchema().getFields().size();
    List<Integer> output = IntStream.range(0, columns).boxed().toList();
    return join(c, List.of(input(c, features, c.policy(), output)), random);
  }

  /** One input for each policy, from a shape of its own; each puts out its amount alone. */
  private static PointInTimeJoinPlan plan(PointInTimeCase c, List<MatchPolicy> policies) {
    Random random = new Random(c.seed());
    List<FeatureInput> inputs = new ArrayList<>();
    for (MatchPolicy policy : policies) {
      FeatureShape shape = SHAPES.get(random.nextInt(SHAPES.size()));
      MemoryOfflineStore store = new MemoryOfflineStore(StoreLayout.random(c.seed(), 30, 5));
      List<Integer> output = List.of(c.keys().size() + 2);
      inputs.add(input(c, shape.plan(c, store, random), policy, output));
    }
    return join(c, inputs, random);
  }

  private static FeatureInput input(
      PointInTimeCase c, PhysicalPlan source, MatchPolicy policy, List<Integer> output) {
    int keys = c.keys().size();
    List<Integer> keyColumns = IntStream.range(0, keys).boxed().toList();
    return new FeatureInput(
        "features",
        source,
        keyColumns,
        keyColumns,
        keys,
        keys,
        OptionalInt.of(keys + 1),
        policy,
        output);
  }

  private static PointInTimeJoinPlan join(
      PointInTimeCase c, List<FeatureInput> inputs, Random random) {
    Schema spine = Fields.lowered(c.spineSchema());
    List<Field> fields = new ArrayList<>(spine.getFields());
    for (FeatureInput input : inputs) {
      input.output().forEach(i -> fields.add(input.source().schema().getFields().get(i)));
    }
    RowSource rows = new RowSource(spine, RandomCuts.cut(random, c.spineRows()));
    return new PointInTimeJoinPlan(rows.plan(), inputs, new Schema(fields));
  }

  private static List<List<Object>> expected(PointInTimeCase c, List<MatchPolicy> policies) {
    List<List<Object>> joined = new ArrayList<>();
    for (int i = 0; i < c.spine().size(); i++) {
      List<Object> row = new ArrayList<>(c.spineRows().get(i));
      boolean dropped = false;
      for (MatchPolicy policy : policies) {
        List<Match> match =
            NaivePointInTimeJoin.join(List.of(c.spine().get(i)), c.features(), policy);
        dropped |= match.isEmpty();
        row.add(
            match.stream().findFirst().flatMap(Match::feature).map(FeatureRow::rowId).orElse(null));
      }
      if (!dropped) {
        joined.add(row);
      }
    }
    return joined;
  }

  /** Runs a plan on one to three workers, by the seed. */
  private List<List<Object>> run(PhysicalPlan plan, long seed) {
    QueryDriver driver = drivers.get((int) Math.floorMod(seed, 3L));
    ExecutionRequest request =
        new ExecutionRequest(plan, EVALUATION, allocator.get(), MEMORY_LIMIT, Optional.empty());
    List<List<Object>> rows = new ArrayList<>();
    try (RunningQuery query = driver.start(request)) {
      for (VectorSchemaRoot batch = query.next(); batch != null; batch = query.next()) {
        rows.addAll(Batches.rows(batch));
        batch.close();
      }
    }
    return rows;
  }
}
