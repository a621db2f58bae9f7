package dev.pitwall.delta.s3;

import dev.pitwall.testkit.client.ArchivedPrograms;
import dev.pitwall.testkit.s3.Fault;
import dev.pitwall.testkit.s3.FaultyFront;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Has a process commit to a table in a bucket, and kills it at requests chosen by chance: before
 * the server hears of one, or after it did as asked. The next process goes on after the last commit
 * that was acknowledged.
 */
final class KilledWriter implements Callable<Integer> {
  private static final int REQUESTS_PER_COMMIT = 6;

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
      Process process = start();
      if (killed < kills) {
        int mean = REQUESTS_PER_COMMIT * commits / kills;
        Fault fault = random.nextBoolean() ? Fault.LOST_REQUEST : Fault.LOST_REPLY;
        front.strike(random.nextInt(2 * mean), fault, process::destroyForcibly);
      }
      boolean died = follow(process) != 0;
      front.heal();
      if (died && ++killed > kills) {
        throw new IllegalStateException(name + " died by itself; see its output");
      }
    }
    return killed;
  }

  /** Reads what the process says until it ends, then gives its exit code. */
  private int follow(Process process) throws IOException, InterruptedException {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.matches("\\d+")) {
          acknowledged = Long.parseLong(line);
        }
      }
    }
    return process.waitFor();
  }

  private Process start() throws IOException {
    return CommittingProcess.start(
        programs, table, front.endpoint(), name, acknowledged + 1, commits);
  }
}
