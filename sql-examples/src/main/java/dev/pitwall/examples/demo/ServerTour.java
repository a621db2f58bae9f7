package dev.pitwall.examples.demo;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;

/** What the demo does as a client: reads the training set over Flight SQL. */
final class ServerTour {
  private final int port;
  private final Narrator narrator;

  ServerTour(int port, Narrator narrator) {
    this.port = port;
    this.narrator = Objects.requireNonNull(narrator, "narrator");
  }

  /**
   * Reads the training set from the server.
   *
   * @throws IllegalStateException when it is another one than expected
   */
  void run(RowDigest expected) {
    long start = System.nanoTime();
    RowDigest actual = new RowDigest();
    try (RemoteClient client =
            RemoteClient.connect(new ServerAddress("127.0.0.1", port), Optional.empty());
        ClientAnswer answer = client.run(DemoScript.TRAINING_SET.statement(Path.of("")))) {
      for (VectorSchemaRoot batch = answer.next(); batch != null; batch = answer.next()) {
        actual.add(batch);
      }
    }
    if (actual.rows() != expected.rows() || actual.checksum() != expected.checksum()) {
      throw new IllegalStateException(
          "the server sent " + actual + ", but the engine had answered " + expected);
    }
    narrator.say("");
    narrator.step("Read the same set over Flight SQL: " + actual, start);
  }
}
