package dev.pitwall.flight.stream;

import dev.pitwall.flight.config.StreamLimits;
import java.util.Objects;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Sends one answer at the client's pace. */
final class AnswerSender {
  private final BufferAllocator allocator;
  private final BatchSlicer slicer;

  /**
   * Makes a sender.
   *
   * @param allocator holds what is being sent; it outlives the answer
   */
  AnswerSender(BufferAllocator allocator, StreamLimits limits) {
    this.allocator = Objects.requireNonNull(allocator, "allocator");
    this.slicer = new BatchSlicer(limits);
  }

  /** Sends all of an answer, or as much as the client wants. */
  void send(Answer answer, ServerStreamListener listener, ClientPace pace)
      throws InterruptedException {
    try (VectorSchemaRoot sent = VectorSchemaRoot.create(answer.schema(), allocator)) {
      if (!pace.awaitReady()) {
        return;
      }
      listener.setUseZeroCopy(true); // nothing writes to a batch that was given away
      listener.start(sent);
      if (sendBatches(answer, listener, pace, sent)) {
        listener.completed();
      }
    }
  }

  private boolean sendBatches(
      Answer answer, ServerStreamListener listener, ClientPace pace, VectorSchemaRoot sent)
      throws InterruptedException {
    while (true) {
      try (VectorSchemaRoot batch = answer.next()) {
        if (batch == null) {
          return true;
        }
        if (!sendSlices(batch, listener, pace, sent)) {
          return false;
        }
      }
    }
  }

  private boolean sendSlices(
      VectorSchemaRoot batch, ServerStreamListener listener, ClientPace pace, VectorSchemaRoot sent)
      throws InterruptedException {
    int rows = batch.getRowCount();
    for (int from = 0; from < rows; ) {
      from += slicer.move(batch, from, sent);
      if (!pace.awaitReady()) {
        return false;
      }
      listener.putNext();
      sent.clear();
    }
    return true;
  }
}
