package dev.pitwall.benchmarks.soak;

import dev.pitwall.benchmarks.online.LookupClient;
import java.util.List;
import java.util.Objects;

/** A connection whose failures are counted, and which looks up the next keys after them. */
public record CountedLookups(LookupClient client, Failures failures) implements LookupClient {
  public CountedLookups {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(failures, "failures");
  }

  @Override
  public List<List<Object>> answer(long[] keys) {
    return client.answer(keys);
  }

  @Override
  public void fetch(long[] keys) {
    failures.during(() -> client.fetch(keys));
  }

  @Override
  public void close() {
    failures.during(client::close);
  }
}
