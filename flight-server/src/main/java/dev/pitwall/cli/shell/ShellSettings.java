package dev.pitwall.cli.shell;

import dev.pitwall.cli.format.OutputFormat;
import java.util.Objects;

/** How the shell shows answers, as its user wants it. */
final class ShellSettings {
  private OutputFormat format;
  private boolean timed = true;
  private boolean paged = true;

  ShellSettings(OutputFormat format) {
    this.format = Objects.requireNonNull(format, "format");
  }

  OutputFormat format() {
    return format;
  }

  boolean isTimed() {
    return timed;
  }

  boolean isPaged() {
    return paged;
  }

  /** Takes another format, unless the name is empty; gives the line that says what holds now. */
  String format(String name) {
    try {
      OutputFormat wanted = name.isEmpty() ? format : OutputFormat.of(name);
      if (!wanted.isText()) {
        return "error: " + wanted + " is for programs: pitwall sql --output FILE writes it";
      }
      format = wanted;
      return "format is " + format;
    } catch (IllegalArgumentException e) {
      return "error: the formats are " + OutputFormat.names();
    }
  }

  /** Takes {@code on} or {@code off}; gives the line that says what holds now. */
  String timing(String choice) {
    timed = choice.equals("on") || timed && !choice.equals("off");
    return state("timing", choice, timed);
  }

  /** Takes {@code on} or {@code off}; gives the line that says what holds now. */
  String pager(String choice) {
    paged = choice.equals("on") || paged && !choice.equals("off");
    return state("pager", choice, paged);
  }

  private static String state(String what, String choice, boolean now) {
    boolean isKnown = choice.isEmpty() || choice.equals("on") || choice.equals("off");
    return isKnown
        ? what + " is " + (now ? "on" : "off")
        : "error: " + what + " is on or off, not " + choice;
  }
}
