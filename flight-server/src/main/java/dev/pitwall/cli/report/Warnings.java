package dev.pitwall.cli.report;

import dev.pitwall.core.query.result.QueryWarning;
import java.io.PrintWriter;
import java.util.List;

/** Tells the user of a statement's warnings. */
public final class Warnings {
  private Warnings() {}

  public static void print(List<QueryWarning> warnings, PrintWriter err) {
    warnings.forEach(
        warning -> err.println("warning: " + warning.message() + " [" + warning.sqlState() + "]"));
    err.flush();
  }
}
