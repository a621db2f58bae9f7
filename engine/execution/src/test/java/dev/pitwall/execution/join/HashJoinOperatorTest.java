package dev.pitwall.execution.join;

import static dev.pitwall.execution.fixture.Fields.int64;
import static dev.pitwall.execution.fixture.Fields.schema;
import static dev.pitwall.execution.fixture.Fields.text;
import static dev.pitwall.execution.fixture.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.fixture.QueryTest;
import dev.pitwall.execution.fixture.Rows;
import dev.pitwall.execution.kernel.FilterKernel;
import dev.pitwall.execution.plan.HashJoinPlan;
import dev.pitwall.execution.plan.ValuesPlan;
import dev.pitwall.execution.plan.term.JoinKind;
import dev.pitwall.execution.plan.term.NullKeys;
import dev.pitwall.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashJoinOperatorTest extends QueryTest {
  private final ValuesPlan left =
      new ValuesPlan(
          schema(int64("k"), text("l")),
          List.of(row(1L, "a"), row(2L, "b"), row(null, "c"), row(1L, "d"), row(4L, "e")));
  private final ValuesPlan right =
      new ValuesPlan(
          schema(int64("k"), int64("r")),
          List.of(row(1L, 10L), row(3L, 30L), row(1L, 11L), row(null, 40L), row(2L, 20L)));

  /** Right value over 10. */
  private static final FilterKernel RESIDUAL =
      (batch, selected, context) -> {
        BigIntVector values = (BigIntVector) batch.getVector(3);
        int count = 0;
        for (int i = 0; i < batch.getRowCount(); i++) {
          if (values.get(i) > 10) {
            selected[count++] = i;
          }
        }
        return count;
      };

  private HashJoinPlan join(JoinKind kind, Optional<FilterKernel> residual) {
    return join(left, right, kind, List.of(0), residual);
  }

  private static HashJoinPlan join(
      ValuesPlan left,
      ValuesPlan right,
      JoinKind kind,
      List<Integer> keys,
      Optional<FilterKernel> residual) {
    return join(left, right, kind, keys, NullKeys.MATCH_NOTHING, residual);
  }

  private static HashJoinPlan join(
      ValuesPlan left,
      ValuesPlan right,
      JoinKind kind,
      List<Integer> keys,
      NullKeys nulls,
      Optional<FilterKernel> residual) {
    List<Field> fields = new ArrayList<>(left.schema().getFields());
    if (kind != JoinKind.SEMI && kind != JoinKind.ANTI) {
      fields.addAll(right.schema().getFields());
    }
    return new HashJoinPlan(left, right, kind, keys, keys, nulls, residual, new Schema(fields));
  }

  private static final List<Object> A10 = row(1L, "a", 1L, 10L);
  private static final List<Object> A11 = row(1L, "a", 1L, 11L);
  private static final List<Object> B20 = row(2L, "b", 2L, 20L);
  private static final List<Object> D10 = row(1L, "d", 1L, 10L);
  private static final List<Object> D11 = row(1L, "d", 1L, 11L);
  private static final List<Object> C = row(null, "c", null, null);
  private static final List<Object> E = row(4L, "e", null, null);
  private static final List<Object> R30 = row(null, null, 3L, 30L);
  private static final List<Object> R40 = row(null, null, null, 40L);

  @Test
  void everyKindOnKeysAlone() {
    assertThat(run(join(JoinKind.INNER, Optional.empty())))
        .containsExactly(A10, A11, B20, D10, D11);
    assertThat(run(join(JoinKind.LEFT, Optional.empty())))
        .containsExactlyInAnyOrder(A10, A11, B20, D10, D11, C, E);
    assertThat(run(join(JoinKind.RIGHT, Optional.empty())))
        .containsExactlyInAnyOrder(A10, A11, B20, D10, D11, R30, R40);
    assertThat(run(join(JoinKind.FULL, Optional.empty())))
        .containsExactlyInAnyOrder(A10, A11, B20, D10, D11, C, E, R30, R40);
    assertThat(run(join(JoinKind.SEMI, Optional.empty())))
        .containsExactly(row(1L, "a"), row(2L, "b"), row(1L, "d"));
    assertThat(run(join(JoinKind.ANTI, Optional.empty())))
        .containsExactly(row(null, "c"), row(4L, "e"));
  }

  @Test
  void everyKindWithAResidual() {
    Optional<FilterKernel> residual =
        Optional.of(
            (batch, selected, context) -> {
              int first = RESIDUAL.select(batch, selected, context);
              int count = 0;
              for (int i = 0; i < first; i++) {
                if (((BigIntVector) batch.getVector(3)).get(selected[i]) < 20) {
                  selected[count++] = selected[i];
                }
              }
              return count;
            });
    List<Object> b = row(2L, "b", null, null);
    List<Object> r20 = row(null, null, 2L, 20L);
    List<Object> r10 = row(null, null, 1L, 10L);
    assertThat(run(join(JoinKind.INNER, residual))).containsExactly(A11, D11);
    assertThat(run(join(JoinKind.LEFT, residual))).containsExactlyInAnyOrder(A11, D11, b, C, E);
    assertThat(run(join(JoinKind.RIGHT, residual)))
        .containsExactlyInAnyOrder(A11, D11, r10, r20, R30, R40);
    assertThat(run(join(JoinKind.FULL, residual)))
        .containsExactlyInAnyOrder(A11, D11, b, C, E, r10, r20, R30, R40);
    assertThat(run(join(JoinKind.SEMI, residual))).containsExactly(row(1L, "a"), row(1L, "d"));
    assertThat(run(join(JoinKind.ANTI, residual)))
        .containsExactly(row(2L, "b"), row(null, "c"), row(4L, "e"));
  }

  @Test
  void nullsThatAreEqual() {
    HashJoinPlan full =
        join(left, right, JoinKind.FULL, List.of(0), NullKeys.ARE_EQUAL, Optional.empty());
    assertThat(run(full))
        .containsExactlyInAnyOrder(A10, A11, B20, D10, D11, row(null, "c", null, 40L), E, R30);
    HashJoinPlan anti =
        join(left, right, JoinKind.ANTI, List.of(0), NullKeys.ARE_EQUAL, Optional.empty());
    assertThat(run(anti)).containsExactly(row(4L, "e"));
  }

  @Test
  void withoutKeysEveryPairIsACandidate() {
    HashJoinPlan plan = join(left, right, JoinKind.INNER, List.of(), Optional.of(RESIDUAL));
    assertThat(run(plan)).hasSize(5 * 4).contains(row(4L, "e", null, 40L));
    assertThat(run(join(left, right, JoinKind.FULL, List.of(), Optional.empty()))).hasSize(25);
  }

  @ParameterizedTest
  @EnumSource
  void emptySides(JoinKind kind) {
    ValuesPlan noLeft = new ValuesPlan(left.schema(), List.of());
    ValuesPlan noRight = new ValuesPlan(right.schema(), List.of());
    boolean keepsLeft = kind == JoinKind.LEFT || kind == JoinKind.FULL || kind == JoinKind.ANTI;
    boolean keepsRight = kind == JoinKind.RIGHT || kind == JoinKind.FULL;
    assertThat(run(join(left, noRight, kind, List.of(0), Optional.empty())))
        .hasSize(keepsLeft ? 5 : 0);
    assertThat(run(join(noLeft, right, kind, List.of(0), Optional.empty())))
        .hasSize(keepsRight ? 5 : 0);
    assertThat(run(join(noLeft, noRight, kind, List.of(0), Optional.empty()))).isEmpty();
  }

  @Test
  void textKeysAndManyPairsOfOneKey() {
    ValuesPlan many =
        new ValuesPlan(
            schema(text("k"), int64("n")),
            LongStream.range(0, 300).mapToObj(i -> row("same", i)).toList());
    HashJoinPlan plan = join(many, many, JoinKind.INNER, List.of(0), Optional.empty());
    try (RunningQuery query = start(plan)) {
      assertThat(Rows.drain(query)).hasSize(90_000);
      assertThat(query.metrics(plan).batches()).isEqualTo(3);
    }
  }

  @Test
  void theBuildSideCountsAgainstTheMemoryLimit() {
    ValuesPlan many =
        new ValuesPlan(
            schema(int64("k"), int64("n")),
            LongStream.range(0, 60_000).mapToObj(i -> row(i, i)).toList());
    HashJoinPlan plan = join(many, many, JoinKind.INNER, List.of(0), Optional.empty());
    try (RunningQuery query = start(plan, 2L << 20)) {
      assertThatThrownBy(query::next).extracting("code").isEqualTo(ErrorCode.MEMORY_LIMIT_EXCEEDED);
    }
  }
}
