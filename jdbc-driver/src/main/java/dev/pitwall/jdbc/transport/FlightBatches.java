package dev.pitwall.jdbc.transport;

import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Reads the streams of an answer, one after the other, so that their order is kept. */
final class FlightBatches implements Batches {
  private static final Logger LOGGER = Logger.getLogger(FlightBatches.class.getName());

  private final FlightLink link;
  private final CallScope scope;
  private final Iterator<FlightEndpoint> endpoints;
  private FlightStream stream;
  private boolean opened;

  FlightBatches(FlightLink link, CallScope scope, FlightInfo info) {
    this.link = link;
    this.scope = scope;
    this.endpoints = info.getEndpoints().iterator();
  }

  /** Reads a stream that is being sent already. */
  FlightBatches(FlightLink link, CallScope scope, FlightStream stream) {
    this.link = link;
    this.scope = scope;
    this.endpoints = Collections.emptyIterator();
    this.stream = stream;
  }

  /** Waits for the answer to begin; when that fails, nothing stays open. */
  void open() {
    try {
      opened = advance();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public VectorSchemaRoot next() throws SQLException {
    boolean more = opened || scope.call(this::advance);
    opened = false;
    return more ? stream.getRoot() : null;
  }

  private boolean advance() {
    while (stream == null || !stream.next()) {
      closeStream();
      if (!endpoints.hasNext()) {
        return false;
      }
      stream = link.client().getStream(endpoints.next().getTicket(), link.options());
    }
    return true;
  }

  @Override
  public void close() {
    closeStream();
  }

  private void closeStream() {
    if (stream == null) {
      return;
    }
    try {
      stream.close();
    } catch (Exception e) {
      LOGGER.log(Level.FINE, "a stream ended badly while it was closed", e);
    } finally {
      stream = null;
    }
  }
}
