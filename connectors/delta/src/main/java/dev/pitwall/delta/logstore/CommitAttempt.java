package dev.pitwall.delta.logstore;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.fs.Path;

/**
 * The commit that a thread is making. Standalone makes log stores itself and tells its caller
 * neither how often it lost nor whether a commit was written before something else failed; this is
 * where both meet.
 */
public final class CommitAttempt implements AutoCloseable {
  private static final ThreadLocal<CommitAttempt> CURRENT = new ThreadLocal<>();
  private static final int MAXIMUM_LOSSES = 100;
  private static final long SHORTEST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private int losses;
  private long written = -1;

  private CommitAttempt() {}

  /** Begins a commit of this thread, which ends when the attempt is closed. */
  public static CommitAttempt begin() {
    CommitAttempt attempt = new CommitAttempt();
    CURRENT.set(attempt);
    return attempt;
  }

  /** The log store wrote a commit of this thread, for certain. */
  static void won(Path commit) {
    CommitAttempt attempt = CURRENT.get();
    String name = commit.getName();
    if (attempt != null && name.endsWith(".json")) {
      attempt.written = Long.parseLong(name.substring(0, name.indexOf('.')));
    }
  }

  /**
   * Another commit came first. Waits a moment, longer each time and never the same for two, so that
   * many writers do not keep meeting.
   *
   * @throws IOException when this happened too often
   */
  static void lost(Path commit) throws IOException {
    CommitAttempt attempt = CURRENT.get();
    if (attempt == null) {
      return;
    }
    if (++attempt.losses > MAXIMUM_LOSSES) {
      throw new TooManyConflictsException(commit, MAXIMUM_LOSSES);
    }
    pause(attempt.losses);
  }

  /** Waits a while that grows with the number of times. */
  static void pause(int times) throws IOException {
    long longest =
        Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(times, Byte.SIZE));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted between two attempts to commit", e);
    }
  }

  /** The version that was written; empty if none was, or nobody knows. */
  public OptionalLong written() {
    return written < 0 ? OptionalLong.empty() : OptionalLong.of(written);
  }

  @Override
  public void close() {
    CURRENT.remove();
  }
}
