package dev.pitwall.cli.connect;

import java.util.Objects;

/** Who connects. */
public sealed interface Login {
  /** A user of the server. */
  record Password(String user, String password) implements Login {
    public Password {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
      return "Password[user=" + user + "]";
    }
  }

  /** A bearer token of whoever issues them. */
  record Token(String token) implements Login {
    public Token {
      Objects.requireNonNull(token, "token");
    }

    @Override
    public String toString() {
      return "Token";
    }
  }
}
