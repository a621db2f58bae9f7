package dev.pitwall.flight.statement;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.pitwall.flight.handle.Handle;
import dev.pitwall.flight.handle.HandleKind;
import dev.pitwall.flight.session.ClientSession;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;

/** Cancels what a client was told about in a FlightInfo, or keeps it for longer. */
public final class TicketCommands {
  private TicketCommands() {}

  /** Cancels a statement whether or not its ticket was redeemed. */
  public static CancelStatus cancel(ClientSession session, FlightInfo info) {
    boolean cancelled = false;
    for (FlightEndpoint endpoint : info.getEndpoints()) {
      Handle handle = session.statements().decode(handle(endpoint).toByteArray());
      boolean waiting = handle.kind() == HandleKind.TICKET && session.statements().close(handle);
      boolean running = session.cancel(handle.id());
      cancelled = cancelled || waiting || running;
    }
    return cancelled ? CancelStatus.CANCELLED : CancelStatus.NOT_CANCELLABLE;
  }

  /** The same endpoint, whose ticket may be redeemed for a whole lifetime from now. */
  public static FlightEndpoint renew(ClientSession session, FlightEndpoint endpoint) {
    Handle handle = session.statements().decode(handle(endpoint).toByteArray());
    ByteString renewed = ByteString.copyFrom(session.statements().renew(handle));
    Message ticket =
        handle.kind() == HandleKind.PREPARED
            ? CommandPreparedStatementQuery.newBuilder().setPreparedStatementHandle(renewed).build()
            : TicketStatementQuery.newBuilder().setStatementHandle(renewed).build();
    return FlightInfos.endpoint(ticket);
  }

  private static ByteString handle(FlightEndpoint endpoint) {
    try {
      Any ticket = Any.parseFrom(endpoint.getTicket().getBytes());
      return ticket.is(TicketStatementQuery.class)
          ? ticket.unpack(TicketStatementQuery.class).getStatementHandle()
          : ticket.unpack(CommandPreparedStatementQuery.class).getPreparedStatementHandle();
    } catch (InvalidProtocolBufferException e) {
      throw new PitwallException(ErrorCode.INVALID_HANDLE, "the flight is not of a statement", e);
    }
  }
}
