package dev.pitwall.cli;

import dev.pitwall.core.query.QueryWarning;
import java.io.PrintWriter;
import java.util.List;

/** Tells the user of a statement's warnings. */
final class Warnings {
  private Warnings() {}

  static void print(List<QueryWarning> warnings, PrintWriter err) {
    warnings.forEach(
        warning -> err.println("warning: " + warning.message() + " [" + warning.sqlState() + "]"));
    err.flush();
  }
}
