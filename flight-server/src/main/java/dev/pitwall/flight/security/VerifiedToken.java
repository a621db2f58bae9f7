package dev.pitwall.flight.security;

import java.util.Objects;

/**
 * What a token says that was found good.
 *
 * @param user whose it is, the token's subject
 */
public record VerifiedToken(String user) {
  public VerifiedToken {
    Objects.requireNonNull(user, "user");
  }
}
