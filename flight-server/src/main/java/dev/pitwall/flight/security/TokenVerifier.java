package dev.pitwall.flight.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.pitwall.flight.config.TokenConfig;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verifies bearer tokens that others issued: signed by a known key with an algorithm that is
 * allowed, for us, by our issuer, not expired, with a subject. Everything else is refused.
 * Thread-safe.
 */
public final class TokenVerifier {
  private static final int CLOCK_SKEW_SECONDS = 30;
  private static final String SUBJECT = "sub";

  private final TokenKeys keys;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final KnownTokens known = new KnownTokens(InstantSource.system());

  /**
   * Makes a verifier.
   *
   * @throws PitwallException INVALID_CONFIGURATION when the keys cannot be there
   */
  public TokenVerifier(TokenConfig config) {
    keys = TokenKeys.at(config.keys());
    Set<JWSAlgorithm> algorithms =
        config.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys.source()));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            config.audience(),
            new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
            Set.of(SUBJECT, "exp"));
    claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
  }

  /** Whether a bearer token has the form of one that others issue; ours have no parts. */
  public static boolean isSigned(String token) {
    return token.indexOf('.') >= 0;
  }

  /**
   * Verifies a token.
   *
   * @throws PitwallException INVALID_AUTHORIZATION when it is not good; STORE_UNAVAILABLE when the
   *     keys cannot be had
   */
  public VerifiedToken verify(String token) {
    return known.find(token).orElseGet(() -> verifyNow(token));
  }

  private VerifiedToken verifyNow(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      if (claims.getSubject() == null || claims.getSubject().isBlank()) {
        throw refused("it has no subject (sub)", null);
      }
      VerifiedToken verified =
          new VerifiedToken(claims.getSubject(), claims.getExpirationTime().toInstant());
      known.add(token, verified);
      return verified;
    } catch (ParseException e) {
      throw refused("it is not a JWT", e);
    } catch (RateLimitReachedException e) {
      throw keys.areAway()
          ? unavailable(e)
          : refused("its key is not known, nor was it when the keys were asked for just now", e);
    } catch (KeySourceException e) {
      throw unavailable(e);
    } catch (BadJOSEException | JOSEException e) {
      throw refused(e.getMessage(), e);
    }
  }

  private static PitwallException unavailable(Exception cause) {
    return new PitwallException(
        ErrorCode.STORE_UNAVAILABLE,
        "the keys that verify tokens cannot be had (server.tokens.keys); try again later",
        cause);
  }

  private static PitwallException refused(String why, Exception cause) {
    return new PitwallException(
        ErrorCode.INVALID_AUTHORIZATION,
        "the bearer token is refused: " + why + "; get another and connect again",
        cause);
  }
}
