package dev.pitwall.execution.join;

import dev.pitwall.execution.plan.OnlineLookupPlan;
import dev.pitwall.execution.task.CancellationToken;
import dev.pitwall.execution.task.QueryContext;
import dev.pitwall.execution.vector.BatchAssembly;
import dev.pitwall.execution.vector.SharedVector;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.spi.model.ColumnSpec;
import dev.pitwall.spi.online.LookupRequest;
import dev.pitwall.spi.online.LookupResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** A batch of keys that was sent to the online store, and the rows they belong to. */
final class PendingLookup implements AutoCloseable {
  private final OnlineLookupPlan plan;
  private final VectorSchemaRoot rows;
  private final QueryContext context;
  private final List<VectorSchemaRoot> keys = new ArrayList<>();
  private CompletableFuture<List<LookupResult>> answer;

  /** Takes the rows over. */
  PendingLookup(OnlineLookupPlan plan, VectorSchemaRoot rows, QueryContext context) {
    this.plan = plan;
    this.rows = rows;
    this.context = context;
  }

  void send() {
    long now = context.evaluation().nowMicros();
    List<LookupRequest> requests = new ArrayList<>();
    for (OnlineLookupPlan.View view : plan.views()) {
      VectorSchemaRoot wanted = keys(view);
      keys.add(wanted);
      requests.add(new LookupRequest(view.view(), view.features(), wanted, now));
    }
    answer = plan.store().lookupAll(requests, context.allocator()).toCompletableFuture();
  }

  /** The key columns under the types that the store knows them by. */
  private VectorSchemaRoot keys(OnlineLookupPlan.View view) {
    List<ColumnSpec> joinKeys = view.view().entity().joinKeys();
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int i = 0; i < joinKeys.size(); i++) {
        FieldVector column = rows.getVector(view.keyColumns().get(i));
        assembly.add(SharedVector.of(column, joinKeys.get(i).field(), context.allocator()));
      }
      Schema schema = new Schema(joinKeys.stream().map(ColumnSpec::field).toList());
      return assembly.toBatch(schema, rows.getRowCount());
    }
  }

  /** Waits for the answer, and puts it beside the rows. */
  VectorSchemaRoot await() {
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    CancellationToken.Registration registration =
        context.token().onCancel(() -> cancelled.complete(null));
    try {
      CompletableFuture.anyOf(answer, cancelled)
          .get(context.token().remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      context.token().check();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the query was interrupted", e);
    } finally {
      registration.close();
    }
    context.token().check();
    return join(answer.join());
  }

  private static RuntimeException failure(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof ExecutionException)) {
      cause = cause.getCause();
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new PitwallException(ErrorCode.STORE_FAILURE, "the online store failed: " + cause, cause);
  }

  private VectorSchemaRoot join(List<LookupResult> found) {
    List<FieldVector> sources = new ArrayList<>(rows.getFieldVectors());
    found.forEach(result -> sources.addAll(result.rows().getFieldVectors()));
    List<Field> fields = plan.schema().getFields();
    try (BatchAssembly assembly = new BatchAssembly()) {
      for (int i = 0; i < fields.size(); i++) {
        assembly.add(SharedVector.of(sources.get(i), fields.get(i), context.allocator()));
      }
      return assembly.toBatch(plan.schema(), rows.getRowCount());
    }
  }

  /** Waits for the answer if it is under way, and frees it with the rows. */
  @Override
  public void close() {
    if (answer != null) {
      answer.handle(PendingLookup::freed).join();
    }
    keys.forEach(VectorSchemaRoot::close);
    rows.close();
  }

  private static Void freed(List<LookupResult> results, Throwable failure) {
    if (results != null) {
      results.forEach(LookupResult::close);
    }
    return null;
  }
}
