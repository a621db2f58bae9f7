package dev.pitwall.cli.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A line that is meant for the shell and not for the engine, such as {@code .format CSV}.
 *
 * @param argument what follows the name; empty when nothing does
 */
record ShellCommand(Verb verb, String argument) {
  /** Words that people type first in an unknown shell. */
  private static final Map<String, String> BARE_WORDS =
      Map.of("help", ".help", "quit", ".quit", "exit", ".quit");

  ShellCommand {
    Objects.requireNonNull(verb, "verb");
    Objects.requireNonNull(argument, "argument");
  }

  /** What the shell can do by itself. */
  enum Verb {
    HELP("", "this list"),
    TABLES("[PATTERN]", "the tables, or those with PATTERN in their names"),
    FORMAT("[FORMAT]", "how answers are shown"),
    TIMING("[on|off]", "whether the time of each statement is told"),
    PAGER("[on|off]", "whether long answers are shown page by page"),
    QUIT("", "ends the shell, as Ctrl-D does");

    private final String parameter;
    private final String help;

    Verb(String parameter, String help) {
      this.parameter = parameter;
      this.help = help;
    }

    String help() {
      return String.format(Locale.ROOT, "  %-18s %s", command() + " " + parameter, help);
    }

    private String command() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a line is for the shell, even if it does not know it. */
  static boolean isMeant(String line) {
    String text = line.strip();
    return text.startsWith(".") || BARE_WORDS.containsKey(withoutSemicolon(text));
  }

  /** The command of a line that is meant for the shell; empty when there is no such command. */
  static Optional<ShellCommand> of(String line) {
    String text = withoutSemicolon(line);
    String[] parts = BARE_WORDS.getOrDefault(text, text).split("\\s+", 2);
    String argument = parts.length == 1 ? "" : parts[1].strip();
    return Arrays.stream(Verb.values())
        .filter(verb -> verb.command().equalsIgnoreCase(parts[0]))
        .map(verb -> new ShellCommand(verb, argument))
        .findFirst();
  }

  static List<String> names() {
    return Arrays.stream(Verb.values()).map(Verb::command).toList();
  }

  private static String withoutSemicolon(String line) {
    String text = line.strip();
    return (text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text)
        .toLowerCase(Locale.ROOT);
  }
}
