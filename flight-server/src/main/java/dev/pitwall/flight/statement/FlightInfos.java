package dev.pitwall.flight.statement;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import java.util.List;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.vector.types.pojo.Schema;

/** Says where an answer can be had: always from the server that was asked, in one stream. */
public final class FlightInfos {
  private static final long UNKNOWN = -1;

  private FlightInfos() {}

  /** An answer that is had by sending a command back as the ticket. */
  public static FlightInfo of(Schema schema, FlightDescriptor descriptor, Message ticket) {
    return of(schema, descriptor, ticket, new byte[0]);
  }

  /**
   * An answer with something to say about it.
   *
   * @param note for the client, beside the schema; may be empty
   */
  static FlightInfo of(Schema schema, FlightDescriptor descriptor, Message ticket, byte[] note) {
    return FlightInfo.builder(schema, descriptor, List.of(endpoint(ticket)))
        .setRecords(UNKNOWN)
        .setBytes(UNKNOWN)
        .setAppMetadata(note)
        .build();
  }

  /** Where a ticket is redeemed. */
  static FlightEndpoint endpoint(Message ticket) {
    // No location means: ask me again, over the connection you have.
    return new FlightEndpoint(new Ticket(Any.pack(ticket).toByteArray()));
  }
}
