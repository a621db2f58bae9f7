package dev.pitwall.flight.stream;

import dev.pitwall.core.query.result.ParameterValues;
import dev.pitwall.core.query.result.PreparedQuery;
import dev.pitwall.core.query.result.QueryResult;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** The answers to several runs of a query as one; each run begins when the one before has ended. */
public final class ConsecutiveAnswers implements Answer {
  private final PreparedQuery query;
  private final Iterator<ParameterValues> runs;
  private QueryResult running;
  private boolean cancelled;

  /** Begins with the first run when it is pulled from. */
  public ConsecutiveAnswers(PreparedQuery query, List<ParameterValues> runs) {
    this.query = Objects.requireNonNull(query, "query");
    this.runs = List.copyOf(runs).iterator();
  }

  @Override
  public Schema schema() {
    return query.schema();
  }

  @Override
  public VectorSchemaRoot next() {
    while (running != null || runs.hasNext()) {
      if (running == null) {
        begin(query.execute(runs.next()));
      }
      VectorSchemaRoot batch = running.next();
      if (batch != null) {
        return batch;
      }
      end();
    }
    return null;
  }

  private synchronized void begin(QueryResult run) {
    running = run;
    if (cancelled) {
      end();
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "the statement was cancelled");
    }
  }

  private synchronized void end() {
    QueryResult ended = running;
    running = null;
    ended.close();
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    if (running != null) {
      running.cancel();
    } else {
      query.cancel();
    }
  }

  @Override
  public void close() {
    if (running != null) {
      end();
    }
  }
}
