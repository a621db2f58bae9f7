package dev.pitwall.cli;

import dev.pitwall.cli.connect.ClientAnswer;
import dev.pitwall.cli.connect.EmbeddedClient;
import dev.pitwall.core.config.EngineConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/** What {@code pitwall materialize --progress things} does, over Redis. */
final class RedisMaterialization {
  private RedisMaterialization() {}

  /** The engine with its catalog in a directory; others on the server do not share its rows. */
  static EngineConfig config(Path data, String uri) {
    EngineConfig embedded = EngineConfig.inDirectory(data);
    Map<String, String> redis =
        Map.of(
            "uris",
            uri,
            "project",
            data.getFileName().toString(),
            // The check looks many keys up at once, in a JVM that has just begun.
            "read_timeout",
            "10s",
            "lookup_deadline",
            "1m");
    return new EngineConfig(
        data, embedded.registry(), "redis", embedded.limits(), Map.of("redis", redis));
  }

  /** Takes the directory and the server. */
  public static void main(String[] arguments) {
    ProgressPrinter progress = new ProgressPrinter(new PrintWriter(System.err, true));
    EngineConfig config = config(Path.of(arguments[0]), arguments[1]);
    try (EmbeddedClient client = EmbeddedClient.open(config, progress);
        ClientAnswer answer = client.run("MATERIALIZE things")) {
      System.out.println(answer.updateCount() + " rows materialized");
    }
  }
}
