package dev.pitwall.cli.connect;

import dev.pitwall.core.query.result.QueryWarning;
import dev.pitwall.flight.statement.StatementNote;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** An answer that comes from a server. */
final class RemoteAnswer implements ClientAnswer {
  private final FlightStream stream;
  private final StatementNote note;

  RemoteAnswer(FlightStream stream, StatementNote note) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.note = Objects.requireNonNull(note, "note");
  }

  @Override
  public Schema schema() {
    return RemoteClient.translating(stream::getSchema);
  }

  @Override
  public VectorSchemaRoot next() {
    return RemoteClient.translating(() -> stream.next() ? stream.getRoot() : null);
  }

  @Override
  public long updateCount() {
    return note.updateCount();
  }

  @Override
  public List<QueryWarning> warnings() {
    return note.warnings();
  }

  @Override
  public void cancel() {
    stream.cancel("cancelled by the user", null);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (Exception e) {
      throw new IllegalStateException("the answer could not be closed", e);
    }
  }
}
