package dev.pitwall.cli;

/**
 * Adds a command to {@code pitwall}. Found by {@link java.util.ServiceLoader} on the class path.
 */
@FunctionalInterface
public interface CommandProvider {
  /** A new instance of a class with picocli's {@code @Command}, which has the command's name. */
  Object command();
}
