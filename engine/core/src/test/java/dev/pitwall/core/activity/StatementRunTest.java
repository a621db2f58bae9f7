package dev.pitwall.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.core.session.QuerySession;
import dev.pitwall.core.session.StatementKind;
import dev.pitwall.execution.driver.ExecutionRequest;
import dev.pitwall.execution.driver.QueryDriver;
import dev.pitwall.execution.driver.RunningQuery;
import dev.pitwall.execution.kernel.EvaluationContext;
import dev.pitwall.execution.plan.ValuesPlan;
import java.lang.ref.WeakReference;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class StatementRunTest {
  private static final int ROWS = 1_000;
  private static final Schema NUMBER =
      new Schema(List.of(Field.nullable("n", new ArrowType.Int(64, true))));

  /** A batch of a prepared statement may have very many rows, each of which is a query. */
  @Test
  void keepsNoQueriesThatWereClosed() {
    try (BufferAllocator allocator = new RootAllocator();
        QueryDriver driver = new QueryDriver(1);
        QuerySession session = new QuerySession("test", allocator.newChildAllocator("s", 0, 1))) {
      StatementRun run = new StatementLog().begin(session, "INSERT", StatementKind.INSERT);
      long peak = 0;
      List<WeakReference<RunningQuery>> queries = new ArrayList<>();
      for (int rows = ROWS; rows > 0; rows--) {
        try (RunningQuery query = driver.start(values(rows, allocator))) {
          run.attach(query);
          query.next().close();
          peak = Math.max(peak, query.peakMemoryBytes());
          queries.add(new WeakReference<>(query));
        }
      }
      System.gc();
      assertThat(queries.subList(0, ROWS - 1)).allMatch(query -> query.get() == null);
      assertThat(run.toRecord().peakMemoryBytes()).isEqualTo(peak);
      run.finish();
      assertThat(run.toRecord().peakMemoryBytes()).isEqualTo(peak);
    }
  }

  private static ExecutionRequest values(int rows, BufferAllocator allocator) {
    List<List<Object>> numbers = new ArrayList<>();
    for (long n = 0; n < rows; n++) {
      numbers.add(List.of(n));
    }
    return new ExecutionRequest(
        new ValuesPlan(NUMBER, numbers),
        new EvaluationContext(0, ZoneOffset.UTC, "test", List.of()),
        allocator,
        Long.MAX_VALUE,
        Optional.empty());
  }
}
