package dev.pitwall.benchmarks.harness;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import dev.pitwall.testkit.client.PythonEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A virtual environment for each peer in Python, with the versions that are pinned. */
public final class PythonEnvironments {
  private static final String RESOURCES = "/dev/pitwall/benchmarks/python/";

  private final Path directory;
  private final Consumer<String> progress;

  /**
   * Makes environments below a directory when they are asked for.
   *
   * @param progress is told what is installed there
   */
  public PythonEnvironments(Path directory, Consumer<String> progress) {
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * The command that starts a peer, without its arguments; installs the peer when it is missing.
   */
  List<String> command(Peer peer) {
    return command(
        peer.label(), List.of("contender.py", "process_use.py", peer.label() + "_contender.py"));
  }

  /**
   * The command that starts the first of some scripts; installs what they need when it is missing.
   *
   * @param label of the environment, whose requirements are pinned under that name
   */
  public List<String> command(String label, List<String> scripts) {
    Path own = directory.resolve(label);
    try {
      Files.createDirectories(own);
      for (String script : scripts) {
        Files.write(own.resolve(script), resource(script));
      }
      String requirements =
          new String(resource(label + "-requirements.txt"), StandardCharsets.UTF_8);
      PythonEnvironment python =
          PythonEnvironment.install(own.resolve("venv"), requirements, progress);
      return List.of(python.python(), own.resolve(scripts.get(0)).toString());
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE,
          label + " cannot be installed in " + own + ": " + e.getMessage(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "interrupted", e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = PythonEnvironments.class.getResourceAsStream(RESOURCES + name)) {
      return stream.readAllBytes();
    }
  }
}
