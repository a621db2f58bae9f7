package dev.pitwall.benchmarks.runner;

import dev.pitwall.testkit.s3.S3Server;
import java.nio.file.Path;

/** S3Proxy on directories, in a process of its own. */
public final class BucketServer {
  private BucketServer() {}

  /**
   * Says where it listens, and serves until the standard input ends.
   *
   * @param arguments the directory of the buckets
   */
  public static void main(String[] arguments) throws Exception {
    try (S3Server server = S3Server.start(Path.of(arguments[0]))) {
      System.out.println(server.endpoint());
      while (System.in.read() >= 0) {}
    }
    System.exit(0);
  }
}
