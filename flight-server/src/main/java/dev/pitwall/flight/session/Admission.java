package dev.pitwall.flight.session;

import java.util.Objects;
import java.util.Optional;

/**
 * The session a call works in.
 *
 * @param token by which the client is to name the session from now on; empty when it gave no name
 */
record Admission(ClientSession session, Optional<String> token) {
  Admission {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(token, "token");
  }
}
