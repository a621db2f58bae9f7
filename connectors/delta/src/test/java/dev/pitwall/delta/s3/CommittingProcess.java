package dev.pitwall.delta.s3;

import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.testkit.client.ArchivedPrograms;
import dev.pitwall.testkit.s3.S3Server;
import java.io.IOException;
import java.net.URI;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * A process that makes commits one after another, and says so on its output, until it is killed.
 */
final class CommittingProcess {
  private CommittingProcess() {}

  /** Starts one with the arguments that {@link #main} has. */
  static Process start(
      ArchivedPrograms programs, String table, URI server, String writer, long first, long last)
      throws IOException {
    return programs
        .process(
            CommittingProcess.class,
            table,
            server.toString(),
            writer,
            Long.toString(first),
            Long.toString(last))
        .start();
  }

  /**
   * Adds rows, each once.
   *
   * @param arguments the table, the server of its bucket, the writer, and the first and the last
   *     number
   */
  public static void main(String[] arguments) {
    try (LakeFiles files = new LakeFiles(S3Server.options(URI.create(arguments[1])));
        BufferAllocator allocator = new RootAllocator()) {
      Ledger ledger = new Ledger(files, arguments[0], allocator);
      long last = Long.parseLong(arguments[4]);
      for (long n = Long.parseLong(arguments[3]); n <= last; n++) {
        ledger.addOnce(arguments[2], n);
        System.out.println(n);
      }
    }
  }
}
