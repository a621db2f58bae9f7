package dev.pitwall.redis.lookup;

import dev.pitwall.redis.exchange.Exchanges;
import dev.pitwall.redis.exchange.Task;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Asks servers, and waits for them: a question that fails for a passing reason is asked again of
 * the same server.
 */
record NodeQuestions(Exchanges exchanges, Task task) {
  /**
   * The answers in the order of the questions.
   *
   * @throws PitwallException when one cannot be had
   */
  <T> List<T> ask(List<NodeQuestion<T>> questions) {
    try {
      return exchanges.run(task, questions).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PitwallException(
          ErrorCode.STATEMENT_CANCELLED, task.name() + " was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PitwallException known
          ? known
          : new PitwallException(ErrorCode.INTERNAL_ERROR, task.name() + " failed: " + e, e);
    }
  }
}
