package dev.pitwall.redis.config;

import java.util.Objects;
import java.util.Optional;

/**
 * Who the store logs in as; prints without the password.
 *
 * @param user the ACL user; empty for Redis's default user
 * @param password empty when none is wanted
 */
public record Credentials(Optional<String> user, Optional<String> password) {
  /** Nobody: for a server without a password. */
  public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());

  public Credentials {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "Credentials[user=" + user.orElse("default") + "]";
  }
}
