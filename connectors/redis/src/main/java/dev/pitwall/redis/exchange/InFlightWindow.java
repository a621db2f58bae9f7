package dev.pitwall.redis.exchange;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Bounds the commands that wait for their answer; who finds no room waits in line. Thread-safe. */
final class InFlightWindow {
  private record Waiting(int commands, Runnable start) {}

  private final Executor executor;
  private final Queue<Waiting> line = new ArrayDeque<>();
  private final int size;
  private int free;

  /**
   * Makes a window.
   *
   * @param size how many commands may be in flight
   * @param executor starts those who waited
   */
  InFlightWindow(int size, Executor executor) {
    this.size = size;
    this.free = size;
    this.executor = executor;
  }

  /** The most commands that can be started together. */
  int size() {
    return size;
  }

  /** Starts work as soon as there is room for its commands, perhaps at once on this thread. */
  void enter(int commands, Runnable start) {
    synchronized (this) {
      if (!line.isEmpty() || free < commands) {
        line.add(new Waiting(commands, start));
        return;
      }
      free -= commands;
    }
    start.run();
  }

  /** Gives room back. */
  void leave(int commands) {
    synchronized (this) {
      free += commands;
      while (!line.isEmpty() && line.element().commands() <= free) {
        Waiting next = line.remove();
        free -= next.commands();
        executor.execute(next.start());
      }
    }
  }
}
