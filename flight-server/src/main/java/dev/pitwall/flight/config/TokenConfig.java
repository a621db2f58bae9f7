package dev.pitwall.flight.config;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which bearer tokens (JWT) the server lets in.
 *
 * @param keys where the keys are that sign them, as a JWK set: a file, or an {@code https} URL
 * @param issuer who must have issued a token
 * @param audience for whom a token must be
 * @param algorithms by which a token may be signed; only such with a public key
 */
public record TokenConfig(String keys, String issuer, String audience, Set<String> algorithms) {
  /** What is taken unless the configuration says otherwise. */
  public static final Set<String> DEFAULT_ALGORITHMS = Set.of("RS256", "ES256");

  /** A shared secret would let everyone who can check a token make one. */
  private static final List<String> KNOWN =
      List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  public TokenConfig {
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(issuer, "issuer");
    Objects.requireNonNull(audience, "audience");
    algorithms = Set.copyOf(algorithms);
    if (algorithms.isEmpty()) {
      throw invalid("there are no algorithms by which tokens may be signed");
    }
    for (String algorithm : algorithms) {
      if (!KNOWN.contains(algorithm)) {
        throw invalid(
            "tokens cannot be signed by "
                + algorithm
                + "; choose among "
                + String.join(", ", KNOWN));
      }
    }
  }

  private static PitwallException invalid(String message) {
    return new PitwallException(ErrorCode.INVALID_CONFIGURATION, message);
  }
}
