package dev.pitwall.redis.client;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.connection.ConnectionActivatedEvent;
import io.lettuce.core.event.connection.ReconnectFailedEvent;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import reactor.core.Disposable;

/**
 * Remembers why a reconnect was refused. Commands that find no connection say only that, and nobody
 * would think of a password that was changed.
 */
final class Refusals implements AutoCloseable {
  private static final List<String> WORDS = List.of("NOAUTH", "WRONGPASS", "NOPERM", "ERR AUTH");

  private final Disposable subscription;
  private volatile String last;

  Refusals(EventBus events) {
    this.subscription = events.get().subscribe(this::see);
  }

  private void see(Event event) {
    if (event instanceof ReconnectFailedEvent failure) {
      of(failure.getCause()).ifPresent(word -> last = word);
    } else if (event instanceof ConnectionActivatedEvent) {
      last = null;
    }
  }

  /** The error's first word if a server refused to let us in; empty for any other trouble. */
  static Optional<String> of(Throwable error) {
    return messages(error)
        .flatMap(message -> WORDS.stream().filter(message::startsWith))
        .findFirst();
  }

  /** Whether the two sides do not trust each other's certificates. */
  static boolean isDistrust(Throwable error) {
    return causes(error)
        .anyMatch(e -> e instanceof SSLHandshakeException || e instanceof GeneralSecurityException);
  }

  /** What an error says, and all that it was caused by. */
  static Stream<String> messages(Throwable error) {
    return causes(error).map(Throwable::getMessage).filter(Objects::nonNull);
  }

  private static Stream<Throwable> causes(Throwable error) {
    if (error == null) {
      return Stream.empty();
    }
    Stream<Throwable> others = Arrays.stream(error.getSuppressed()).flatMap(Refusals::causes);
    return Stream.of(Stream.of(error), causes(error.getCause()), others)
        .flatMap(Function.identity());
  }

  Optional<String> last() {
    return Optional.ofNullable(last);
  }

  @Override
  public void close() {
    subscription.dispose();
  }
}
