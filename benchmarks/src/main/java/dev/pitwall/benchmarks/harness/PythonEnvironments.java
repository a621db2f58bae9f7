package dev.pitwall.benchmarks.harness;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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
      install(label, own);
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE, "the directory " + own + " cannot be written to", e);
    }
    return List.of(python(own), own.resolve(scripts.get(0)).toString());
  }

  private void install(String label, Path own) throws IOException {
    byte[] requirements = resource(label + "-requirements.txt");
    Path installed = own.resolve("installed.txt");
    if (Files.exists(installed) && Arrays.equals(Files.readAllBytes(installed), requirements)) {
      return;
    }
    progress.accept("installing " + new String(requirements, StandardCharsets.UTF_8).strip());
    Path wanted = Files.write(own.resolve("requirements.txt"), requirements);
    Path log = own.resolve("install.log");
    run(log, "python3", "-m", "venv", "--clear", own.resolve("venv").toString());
    run(log, python(own), "-m", "pip", "install", "--quiet", "-r", wanted.toString());
    Files.move(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void run(Path log, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new PitwallException(
            ErrorCode.STORE_FAILURE,
            "a peer cannot be installed: "
                + String.join(" ", command)
                + " failed; "
                + log
                + " has the details");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new PitwallException(ErrorCode.STATEMENT_CANCELLED, "interrupted", e);
    }
  }

  private static String python(Path own) {
    return own.resolve("venv").resolve("bin").resolve("python").toString();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = PythonEnvironments.class.getResourceAsStream(RESOURCES + name)) {
      return stream.readAllBytes();
    }
  }
}
