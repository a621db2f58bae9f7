package dev.pitwall.delta.s3;

import dev.pitwall.testkit.client.ArchivedPrograms;
import dev.pitwall.testkit.s3.Fault;
import dev.pitwall.testkit.s3.FaultyFront;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Has a process commit to a table in a bucket, and kills it at requests of commits chosen by
 * chance: before the server hears of one, or after it did as asked. The next process goes on after
 * the last commit that was acknowledged.
 */
final class KilledWriter implements Callable<Integer> {
  private static final long NEVER = -1;

  private final ArchivedPrograms programs;
  private final String table;
  private final FaultyFront front;
  private final String name;
  private final int commits;
  private final int kills;
  private final Random random;
  private long acknowledged;

  KilledWriter(
      ArchivedPrograms programs,
      String table,
      FaultyFront front,
      String name,
      int commits,
      int kills,
      Random random) {
    this.programs = programs;
    this.table = table;
    this.front = front;
    this.name = name;
    this.commits = commits;
    this.kills = kills;
    this.random = random;
  }

  /** Runs until all commits are acknowledged; gives how often a process was killed. */
  @Override
  public Integer call() throws Exception {
    int killed = 0;
    while (acknowledged < commits) {
      long last = killed < kills ? lastBeforeKill(kills - killed) : NEVER;
      boolean died = follow(last) != 0;
      front.heal();
      if (died && ++killed > kills) {
        throw new IllegalStateException(name + " died by itself; see its output");
      }
    }
    return killed;
  }

  /** So that the kills that are left spread over the commits that are left, and all find one. */
  private long lastBeforeKill(int killsLeft) {
    long left = commits - acknowledged;
    return acknowledged + random.nextLong(Math.max(1, Math.min(2 * left / killsLeft, left - 1)));
  }

  /**
   * Reads what a process says until it ends, then gives its exit code.
   *
   * @param last the commit after which it is to be killed; {@link #NEVER} not to kill it
   */
  private int follow(long last) throws IOException, InterruptedException {
    Process process = start();
    strikeAfter(last, process);
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.matches("\\d+")) {
          acknowledged = Long.parseLong(line);
          strikeAfter(last, process);
        }
      }
    }
    return process.waitFor();
  }

  /** At any of as many requests as a commit took so far. */
  private void strikeAfter(long last, Process process) {
    if (acknowledged == last) {
      int requests = (int) (front.requests() / Math.max(1, acknowledged));
      Fault fault = random.nextBoolean() ? Fault.LOST_REQUEST : Fault.LOST_REPLY;
      // Through its handle, as a process that is ended itself closes what it said and is not read.
      front.strike(
          random.nextInt(Math.max(1, requests)), fault, process.toHandle()::destroyForcibly);
    }
  }

  private Process start() throws IOException {
    return CommittingProcess.start(
        programs, table, front.endpoint(), name, acknowledged + 1, commits);
  }
}
