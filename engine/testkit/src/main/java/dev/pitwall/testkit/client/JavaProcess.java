package dev.pitwall.testkit.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs on the class path of the tests, each in a JVM of its own. */
public final class JavaProcess {
  private JavaProcess() {}

  /** What starts a program; its standard error is that of the tests, unless told otherwise. */
  public static ProcessBuilder of(Class<?> program, String... arguments) {
    return of(List.of(), program, arguments);
  }

  /**
   * What starts a program.
   *
   * @param options of the JVM, besides those that let it start fast and use Arrow
   */
  public static ProcessBuilder of(List<String> options, Class<?> program, String... arguments) {
    return of(options, classPath(), program, arguments);
  }

  static ProcessBuilder of(
      List<String> options, String classPath, Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** Surefire may have put a jar with a manifest in its place. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
