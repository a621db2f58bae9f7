package dev.pitwall.flight.stream;

/** Starts the work on an answer. */
@FunctionalInterface
public interface AnswerSource {
  /** Starts; the caller closes the answer. */
  Answer open();

  /**
   * Ends the work on an answer that is not open yet soon, from any thread, where that can be done.
   */
  default void cancel() {}
}
