package dev.pitwall.flight.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** An answer whose schema has a note in its metadata. */
public final class NotedAnswer implements Answer {
  private final Answer answer;
  private final Schema schema;

  /** Takes over an answer. */
  public NotedAnswer(Answer answer, String key, String note) {
    this.answer = answer;
    Map<String, String> metadata = new HashMap<>();
    if (answer.schema().getCustomMetadata() != null) {
      metadata.putAll(answer.schema().getCustomMetadata());
    }
    metadata.put(key, note);
    this.schema = new Schema(answer.schema().getFields(), metadata);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public VectorSchemaRoot next() {
    return answer.next();
  }

  @Override
  public void cancel() {
    answer.cancel();
  }

  @Override
  public void close() {
    answer.close();
  }
}
