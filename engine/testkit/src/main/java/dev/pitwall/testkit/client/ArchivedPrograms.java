package dev.pitwall.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Programs on the class path of the tests, for tests that start many of them. To load classes is
 * most of what a start takes: the first run leaves an archive of them behind, so it has to end by
 * itself before the next begins.
 */
public final class ArchivedPrograms {
  private final Path directory;

  /**
   * Prepares.
   *
   * @param directory where the archive is kept
   */
  public ArchivedPrograms(Path directory) {
    this.directory = directory;
  }

  /** What starts a program; its standard error is that of the tests, unless told otherwise. */
  public ProcessBuilder process(Class<?> program, String... arguments) {
    List<String> options = List.of("-Xmx1g", sharedClasses());
    return JavaProcess.of(options, jars(), program, arguments);
  }

  private String sharedClasses() {
    Path archive = directory.resolve("classes.jsa");
    String option = Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
    return option + archive;
  }

  /** The tests' class path, in jars: classes of directories cannot be archived. */
  private String jars() {
    return Arrays.stream(JavaProcess.classPath().split(File.pathSeparator))
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
