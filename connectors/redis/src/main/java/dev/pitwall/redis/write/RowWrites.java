package dev.pitwall.redis.write;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pitwall.redis.exchange.Exchanges;
import dev.pitwall.redis.exchange.Task;
import dev.pitwall.redis.layout.ColumnPlace;
import dev.pitwall.redis.layout.ColumnPlace.Role;
import dev.pitwall.redis.layout.KeyVersion;
import dev.pitwall.redis.layout.RedisKey;
import dev.pitwall.redis.layout.ViewLayout;
import dev.pitwall.redis.value.ValueWriter;
import dev.pitwall.redis.wire.ProtoTimestamp;
import dev.pitwall.spi.online.WriteSummary;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Stores rows. Thread-safe. */
public final class RowWrites {
  private static final int RETRIES = 40;
  private static final byte[] KNOWN = "1".getBytes(US_ASCII);
  private static final byte[] UNKNOWN = "0".getBytes(US_ASCII);
  private static final byte[] NOTHING = new byte[0];

  private final Exchanges exchanges;
  private final Duration deadline;
  private final byte[] keyTimeToLive;

  /**
   * Prepares.
   *
   * @param deadline of one batch
   * @param keyTimeToLive how long a key is kept after its last write; empty for ever
   */
  public RowWrites(Exchanges exchanges, Duration deadline, Optional<Duration> keyTimeToLive) {
    this.exchanges = exchanges;
    this.deadline = deadline;
    this.keyTimeToLive =
        Long.toString(keyTimeToLive.map(Duration::toMillis).orElse(0L)).getBytes(US_ASCII);
  }

  /** Stores the newest rows of a batch, as the SPI says. */
  public CompletableFuture<WriteSummary> write(ViewLayout layout, VectorSchemaRoot batch) {
    Task task = new Task("the write to feature view " + layout.view().name(), deadline, RETRIES);
    List<RowWrite> writes = new ArrayList<>();
    newest(layout, batch)
        .forEach(
            (key, offered) ->
                writes.add(
                    new RowWrite(key, arguments(layout, batch, offered), CommandType.EVALSHA)));
    return exchanges.run(task, writes).thenApply(answers -> summary(batch, answers));
  }

  private static WriteSummary summary(VectorSchemaRoot batch, List<Long> answers) {
    long written = answers.stream().mapToLong(Long::longValue).sum();
    return new WriteSummary(written, batch.getRowCount() - written);
  }

  /** The row of each key that the others of the batch do not beat. */
  private static Map<RedisKey, OfferedRow> newest(ViewLayout layout, VectorSchemaRoot batch) {
    List<FieldVector> keys = columns(layout, batch);
    TimeStampVector event = (TimeStampVector) column(layout, batch, layout.view().eventTimestamp());
    Optional<TimeStampVector> created =
        layout.view().createdTimestamp().map(name -> (TimeStampVector) column(layout, batch, name));
    Map<RedisKey, OfferedRow> newest = new LinkedHashMap<>();
    for (int row = 0; row < batch.getRowCount(); row++) {
      if (!event.isNull(row)) {
        OfferedRow offered = new OfferedRow(row, event.get(row), created(created, row));
        layout
            .keys()
            .of(KeyVersion.V3, keys, row)
            .ifPresent(key -> newest.merge(key, offered, RowWrites::newer));
      }
    }
    return newest;
  }

  private static OfferedRow newer(OfferedRow earlier, OfferedRow later) {
    return later.replaces(earlier) ? later : earlier;
  }

  private static Long created(Optional<TimeStampVector> created, int row) {
    return created.filter(v -> !v.isNull(row)).map(v -> v.get(row)).orElse(null);
  }

  private static List<FieldVector> columns(ViewLayout layout, VectorSchemaRoot batch) {
    return layout.view().entity().joinKeyNames().stream()
        .map(name -> column(layout, batch, name))
        .toList();
  }

  private static FieldVector column(ViewLayout layout, VectorSchemaRoot batch, String name) {
    return batch.getVector(layout.place(name).column());
  }

  private List<byte[]> arguments(ViewLayout layout, VectorSchemaRoot batch, OfferedRow offered) {
    Long created = offered.createdMicros();
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(layout.eventField());
    arguments.add(layout.createdField());
    arguments.add(ProtoTimestamp.toBytes(offered.eventMicros()));
    arguments.add(created == null ? NOTHING : ProtoTimestamp.toBytes(created));
    arguments.add(created == null ? UNKNOWN : KNOWN);
    arguments.add(keyTimeToLive);
    for (ColumnPlace place : layout.places()) {
      if (place.role() == Role.FEATURE) {
        arguments.add(place.field());
        arguments.add(ValueWriter.toBytes(batch.getVector(place.column()), offered.row()));
      }
    }
    return arguments;
  }
}
