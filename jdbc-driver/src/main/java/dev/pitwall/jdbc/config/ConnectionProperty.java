package dev.pitwall.jdbc.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be set of a connection, in its URL or beside it. */
public enum ConnectionProperty {
  USER("user", "User name; together with password."),
  PASSWORD("password", "Password of the user."),
  TOKEN("token", "Bearer token, in place of user and password."),
  SCHEMA("schema", "Schema in which tables without one are looked for."),
  TLS("tls", "Encryption: off, on, or unverified (on, but any certificate is believed).") {
    @Override
    public Optional<String> initially() {
      return Optional.of("off");
    }

    @Override
    public List<String> choices() {
      return List.of("off", "on", "unverified");
    }
  },
  TLS_ROOT_CERTIFICATES("tlsRootCertificates", "PEM file of the certificates to believe."),
  TRUST_STORE("trustStore", "Key store of the certificates to believe; those of Java if unset."),
  TRUST_STORE_PASSWORD("trustStorePassword", "Password of the key store."),
  CLIENT_CERTIFICATE("clientCertificate", "PEM file of the client's own certificate."),
  CLIENT_KEY("clientKey", "PEM file of that certificate's key."),
  CONNECT_TIMEOUT("connectTimeout", "Seconds to wait for the server when connecting.") {
    @Override
    public Optional<String> initially() {
      return Optional.of("10");
    }
  },
  QUERY_TIMEOUT("queryTimeout", "Seconds a statement may take unless it says so; 0 is no limit.") {
    @Override
    public Optional<String> initially() {
      return Optional.of("0");
    }
  };

  private final String key;
  private final String description;

  ConnectionProperty(String key, String description) {
    this.key = key;
    this.description = description;
  }

  /** The name in a URL; case does not matter. */
  public String key() {
    return key;
  }

  public String description() {
    return description;
  }

  /** The value that holds when none is given. */
  public Optional<String> initially() {
    return Optional.empty();
  }

  /** The values there are; empty when any will do. */
  public List<String> choices() {
    return List.of();
  }

  /** Whether a value must never be shown. */
  public boolean isSecret() {
    return this == PASSWORD || this == TOKEN || this == TRUST_STORE_PASSWORD;
  }

  static Optional<ConnectionProperty> named(String name) {
    return Arrays.stream(values()).filter(p -> p.key.equalsIgnoreCase(name)).findFirst();
  }
}
