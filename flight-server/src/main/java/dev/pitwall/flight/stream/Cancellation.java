package dev.pitwall.flight.stream;

import java.util.Optional;

/** A wish to cancel an answer, which may come before the answer does. Thread-safe. */
final class Cancellation {
  private Optional<Answer> answer = Optional.empty();
  private boolean wished;

  synchronized void cancel() {
    wished = true;
    answer.ifPresent(Answer::cancel);
  }

  synchronized void of(Answer started) {
    answer = Optional.of(started);
    if (wished) {
      started.cancel();
    }
  }
}
