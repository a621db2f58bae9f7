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
import java.util.List;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;

/** Cancels what a client was told about in a FlightInfo, or keeps it for longer. */
public final class TicketCommands {
  private TicketCommands() {}

  /**
   * Cancels statements whether or not their tickets were redeemed.
   *
   * @throws PitwallException INVALID_STATEMENT when there are none; INVALID_HANDLE for a ticket
   *     that is not of a statement of the session
   */
  public static CancelStatus cancel(ClientSession session, List<ByteString> tickets) {
    if (tickets.isEmpty()) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "no flight was sent that could be cancelled; send the FlightInfo of the statement");
    }
    boolean cancelled = false;
    for (ByteString ticket : tickets) {
      Handle handle = session.statements().decode(handle(ticket).toByteArray());
      boolean waiting = handle.kind() == HandleKind.TICKET && session.statements().close(handle);
      boolean running = session.cancel(handle.id());
      cancelled = cancelled || waiting || running;
    }
    return cancelled ? CancelStatus.CANCELLED : CancelStatus.NOT_CANCELLABLE;
  }

  /** An endpoint of the same statement, whose ticket is good for a whole lifetime from now. */
  public static FlightEndpoint renew(ClientSession session, ByteString ticket) {
    Handle handle = session.statements().decode(handle(ticket).toByteArray());
    ByteString renewed = ByteString.copyFrom(session.statements().renew(handle));
    Message answer =
        handle.kind() == HandleKind.PREPARED
            ? CommandPreparedStatementQuery.newBuilder().setPreparedStatementHandle(renewed).build()
            : TicketStatementQuery.newBuilder().setStatementHandle(renewed).build();
    return FlightInfos.endpoint(answer);
  }

  private static ByteString handle(ByteString ticket) {
    try {
      Any command = Any.parseFrom(ticket);
      return command.is(TicketStatementQuery.class)
          ? command.unpack(TicketStatementQuery.class).getStatementHandle()
          : command.unpack(CommandPreparedStatementQuery.class).getPreparedStatementHandle();
    } catch (InvalidProtocolBufferException e) {
      throw new PitwallException(ErrorCode.INVALID_HANDLE, "the flight is not of a statement", e);
    }
  }
}
