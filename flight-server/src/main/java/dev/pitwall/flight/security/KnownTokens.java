package dev.pitwall.flight.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tokens that were verified a moment ago: checking a signature costs more than a lookup does.
 * Thread-safe.
 */
final class KnownTokens {
  private static final int MOST = 10_000;
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Known> tokens = new LinkedHashMap<>();

  KnownTokens(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** What a token says; empty when it was not verified within the last minute, or expired since. */
  synchronized Optional<VerifiedToken> find(String token) {
    Known known = tokens.get(token);
    if (known != null && clock.instant().isBefore(known.until())) {
      return Optional.of(known.content());
    }
    tokens.remove(token);
    return Optional.empty();
  }

  /** Takes note of a token that was found good just now. */
  synchronized void add(String token, VerifiedToken content) {
    if (tokens.size() >= MOST) {
      tokens.remove(tokens.keySet().iterator().next());
    }
    Instant soon = clock.instant().plus(MOMENT);
    tokens.put(
        token, new Known(content, content.expiry().isBefore(soon) ? content.expiry() : soon));
  }

  private record Known(VerifiedToken content, Instant until) {}
}
