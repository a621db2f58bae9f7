package dev.pitwall.flight.security;

import java.time.Instant;
import java.util.Objects;

/**
 * What a token says that was found good.
 *
 * @param user whose it is, the token's subject
 * @param expiry from when on it is not good any more
 */
public record VerifiedToken(String user, Instant expiry) {
  public VerifiedToken {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(expiry, "expiry");
  }
}
