package dev.pitwall.flight.stream;

import java.util.Optional;

/** A wish to cancel an answer, which may come before the answer does. Thread-safe. */
final class Cancellation {
  private final AnswerSource source;
  private Optional<Answer> answer = Optional.empty();
  private boolean wished;

  Cancellation(AnswerSource source) {
    this.source = source;
  }

  synchronized void cancel() {
    wished = true;
    answer.ifPresentOrElse(Answer::cancel, source::cancel);
  }

  synchronized void of(Answer started) {
    answer = Optional.of(started);
    if (wished) {
      started.cancel();
    }
  }
}
