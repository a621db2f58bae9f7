package dev.pitwall.cli.connect;

import java.util.Objects;

/** Who connects. */
public record Login(String user, String password) {
  public Login {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
