package dev.pitwall.flight.stream;

/** Starts the work on an answer. */
@FunctionalInterface
public interface AnswerSource {
  /** Starts; the caller closes the answer. */
  Answer open();
}
