package dev.pitwall.flight;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.pitwall.flight.session.ClientSessions;
import dev.pitwall.flight.session.SessionGate;
import dev.pitwall.flight.session.SessionOptions;
import dev.pitwall.flight.statement.TicketCommands;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CancelFlightInfoResult;
import org.apache.arrow.flight.CancelStatus;
import org.apache.arrow.flight.CloseSessionRequest;
import org.apache.arrow.flight.CloseSessionResult;
import org.apache.arrow.flight.FlightConstants;
import org.apache.arrow.flight.GetSessionOptionsRequest;
import org.apache.arrow.flight.GetSessionOptionsResult;
import org.apache.arrow.flight.SetSessionOptionsRequest;
import org.apache.arrow.flight.SetSessionOptionsResult;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.sql.FlightSqlUtils;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCancelQueryRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCancelQueryResult;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCancelQueryResult.CancelResult;

/**
 * Answers the actions that are about flights and sessions. Their requests are read here: Flight
 * takes one that it cannot read for an error of the server, and reads the schema of a flight, too,
 * of whatever length it says it is.
 */
final class FlightActions {
  private final ClientSessions sessions;
  private final Map<String, Answer> answers =
      Map.of(
          FlightConstants.CANCEL_FLIGHT_INFO.getType(), FlightActions::cancelFlight,
          FlightSqlUtils.FLIGHT_SQL_CANCEL_QUERY.getType(), FlightActions::cancelQuery,
          FlightConstants.RENEW_FLIGHT_ENDPOINT.getType(), FlightActions::renew,
          FlightConstants.SET_SESSION_OPTIONS.getType(), FlightActions::setOptions,
          FlightConstants.GET_SESSION_OPTIONS.getType(), FlightActions::options,
          FlightConstants.CLOSE_SESSION.getType(), this::closeSession);

  FlightActions(ClientSessions sessions) {
    this.sessions = Objects.requireNonNull(sessions, "sessions");
  }

  /**
   * The answer to an action; empty when it is about something else.
   *
   * @throws PitwallException INVALID_STATEMENT when its body is no request of that action
   */
  Optional<byte[]> answer(Action action) {
    return Optional.ofNullable(answers.get(action.getType())).map(answer -> read(action, answer));
  }

  private static byte[] read(Action action, Answer answer) {
    try {
      return answer.to(action.getBody());
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.INVALID_STATEMENT,
          "the body that was sent with the action " + action.getType() + " is no request for it",
          e);
    }
  }

  private static byte[] cancelFlight(byte[] body) throws IOException {
    CancelStatus status = cancel(Flight.CancelFlightInfoRequest.parseFrom(body).getInfo());
    return new CancelFlightInfoResult(status).serialize().array();
  }

  @SuppressWarnings("deprecation") // what older clients send
  private static byte[] cancelQuery(byte[] body) throws IOException {
    ByteString info = Any.parseFrom(body).unpack(ActionCancelQueryRequest.class).getInfo();
    CancelResult result =
        cancel(Flight.FlightInfo.parseFrom(info)) == CancelStatus.CANCELLED
            ? CancelResult.CANCEL_RESULT_CANCELLED
            : CancelResult.CANCEL_RESULT_NOT_CANCELLABLE;
    return Any.pack(ActionCancelQueryResult.newBuilder().setResult(result).build()).toByteArray();
  }

  private static CancelStatus cancel(Flight.FlightInfo info) {
    List<ByteString> tickets =
        info.getEndpointList().stream().map(endpoint -> endpoint.getTicket().getTicket()).toList();
    return TicketCommands.cancel(SessionGate.current(), tickets);
  }

  private static byte[] renew(byte[] body) throws IOException {
    Flight.FlightEndpoint endpoint =
        Flight.RenewFlightEndpointRequest.parseFrom(body).getEndpoint();
    return TicketCommands.renew(SessionGate.current(), endpoint.getTicket().getTicket())
        .serialize()
        .array();
  }

  private static byte[] setOptions(byte[] body) throws IOException {
    SetSessionOptionsRequest request = SetSessionOptionsRequest.deserialize(ByteBuffer.wrap(body));
    var errors = SessionOptions.set(SessionGate.current(), request.getSessionOptions());
    return new SetSessionOptionsResult(errors).serialize().array();
  }

  private static byte[] options(byte[] body) throws IOException {
    GetSessionOptionsRequest.deserialize(ByteBuffer.wrap(body));
    return new GetSessionOptionsResult(SessionOptions.get(SessionGate.current()))
        .serialize()
        .array();
  }

  private byte[] closeSession(byte[] body) throws IOException {
    CloseSessionRequest.deserialize(ByteBuffer.wrap(body));
    sessions.close(SessionGate.current());
    return new CloseSessionResult(CloseSessionResult.Status.CLOSED).serialize().array();
  }

  @FunctionalInterface
  private interface Answer {
    /** The answer to a request; throws when it is none. */
    byte[] to(byte[] request) throws IOException;
  }
}
