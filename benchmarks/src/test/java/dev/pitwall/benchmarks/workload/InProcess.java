package dev.pitwall.benchmarks.workload;

import dev.pitwall.benchmarks.harness.Contenders;
import dev.pitwall.benchmarks.harness.Lane;
import dev.pitwall.benchmarks.harness.RunningContender;
import dev.pitwall.benchmarks.runner.ContenderProcess;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Contenders in this process, which start faster; their memory cannot be told apart. */
record InProcess(Path directory) implements Contenders {
  @Override
  public RunningContender start(Lane lane) {
    try {
      PipedOutputStream requests = new PipedOutputStream();
      PipedInputStream in = new PipedInputStream(requests);
      PipedInputStream replies = new PipedInputStream();
      PipedOutputStream out = new PipedOutputStream(replies);
      Path own = directory.resolve(lane.label());
      Thread thread = new Thread(() -> serve(lane.contender(), own, in, out), lane.label());
      thread.start();
      return new RunningContender(lane.label(), replies, requests, () -> join(thread));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(
      String contender, Path own, PipedInputStream in, PipedOutputStream out) {
    try (out) {
      ContenderProcess.serve(contender, own, in, out);
    } catch (Exception e) {
      throw new AssertionError(contender + " failed", e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
