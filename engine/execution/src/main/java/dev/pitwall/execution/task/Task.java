package dev.pitwall.execution.task;

/**
 * Work done in short steps, so that the threads of the pool serve many queries in turn. Steps run
 * one after the other, on any thread, and never wait for another task or a reader.
 */
public interface Task extends AutoCloseable {
  /** Does one batch's worth of work. */
  Progress step();

  /**
   * Whether a step would have room for its result now. While not, the task rests without a thread;
   * {@link TaskGroup#resume()} has it asked again.
   */
  default boolean ready() {
    return true;
  }

  /** Frees what the task holds; called once, after its last step. */
  @Override
  void close();

  /** What a step leaves to be done. */
  enum Progress {
    MORE,
    DONE
  }
}
