package dev.pitwall.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Programs on the class path of the tests, for tests that start many of them. To load classes is
 * most of what a start takes: the first run leaves an archive of them behind, so it has to end by
 * itself before the next begins.
 */
public final class JavaPrograms {
  private final Path directory;

  /**
   * Prepares.
   *
   * @param directory where the archive is kept
   */
  public JavaPrograms(Path directory) {
    this.directory = directory;
  }

  /** A process that is not started yet, of a main class and its arguments. */
  public ProcessBuilder process(List<String> program) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                sharedClasses(),
                "-cp",
                classPath()));
    command.addAll(program);
    return new ProcessBuilder(command);
  }

  private String sharedClasses() {
    Path archive = directory.resolve("classes.jsa");
    String option = Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
    return option + archive;
  }

  /** The tests' own, in jars: classes of directories cannot be archived. */
  private String classPath() {
    String own = System.getProperty("java.class.path");
    return Arrays.stream(
            System.getProperty("surefire.test.class.path", own).split(File.pathSeparator))
        .map(entry -> Files.isDirectory(Path.of(entry)) ? jarOf(entry) : entry)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String jarOf(String classes) {
    Path jar = directory.resolve(Integer.toHexString(classes.hashCode()) + ".jar");
    if (!Files.exists(jar)) {
      ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
      int exit =
          tool.run(
              System.out,
              System.err,
              "--create",
              "--no-compress",
              "--file",
              jar.toString(),
              "-C",
              classes,
              ".");
      assertThat(exit).isZero();
    }
    return jar.toString();
  }
}
