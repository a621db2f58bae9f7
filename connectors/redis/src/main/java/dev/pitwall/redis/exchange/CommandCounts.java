package dev.pitwall.redis.exchange;

import dev.pitwall.spi.plugin.StoreMeasures.Kind;
import dev.pitwall.spi.plugin.StoreMeasures.Measure;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of the commands that were sent. Thread-safe. */
final class CommandCounts {
  private static final List<State> STATES = List.of(State.CLOSED, State.OPEN, State.HALF_OPEN);

  private final LongAdder sent = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final Map<Failure.Kind, LongAdder> failed = new EnumMap<>(Failure.Kind.class);

  CommandCounts() {
    for (Failure.Kind kind : Failure.Kind.values()) {
      failed.put(kind, new LongAdder());
    }
  }

  /** A command was sent, perhaps not for the first time. */
  void sent() {
    sent.increment();
  }

  /** A command failed. */
  void failed(Failure failure) {
    failed.get(failure.kind()).increment();
  }

  /** A command that failed will be sent again. */
  void retried() {
    retried.increment();
  }

  /** A call was refused before anything was sent. */
  void refused() {
    refused.increment();
  }

  /** All of it, with the state of the circuit breaker. */
  List<Measure> measures(State state) {
    List<Measure> measures = new ArrayList<>();
    measures.add(count("redis.commands", "Commands sent, again or not", Map.of(), sent));
    measures.add(count("redis.retries", "Commands that are sent again", Map.of(), retried));
    measures.add(
        count("redis.calls.refused", "Calls refused while the circuit is open", Map.of(), refused));
    failed.forEach(
        (kind, count) ->
            measures.add(
                count(
                    "redis.command.errors", "Commands that failed", label("reason", kind), count)));
    for (State each : STATES) {
      measures.add(
          new Measure(
              "redis.circuit.state",
              "1 for the state that the circuit breaker is in",
              label("state", each),
              Kind.LEVEL,
              each == state ? 1 : 0));
    }
    return measures;
  }

  private static Measure count(
      String name, String meaning, Map<String, String> labels, LongAdder count) {
    return new Measure(name, meaning, labels, Kind.COUNT, count.sum());
  }

  private static Map<String, String> label(String key, Enum<?> value) {
    return Map.of(key, value.name().toLowerCase(Locale.ROOT));
  }
}
