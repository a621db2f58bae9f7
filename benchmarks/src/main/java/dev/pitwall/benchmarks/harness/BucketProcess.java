package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.runner.BucketServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A {@link BucketServer} in a process of its own. */
public record BucketProcess(Process process, URI endpoint) implements AutoCloseable {
  /**
   * Starts a server.
   *
   * @param buckets the directory of the buckets
   * @param log where it writes when something is wrong
   */
  public static BucketProcess start(Path buckets, Path log) throws IOException {
    Process process =
        new ProcessBuilder(JavaCommand.of(BucketServer.class, buckets.toString()))
            .redirectError(log.toFile())
            .start();
    String line = process.inputReader().readLine();
    if (line == null) {
      throw new IOException("the S3 server does not start: " + log + " says why");
    }
    return new BucketProcess(process, URI.create(line));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
