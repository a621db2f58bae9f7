package dev.pitwall.benchmarks.command;

import dev.pitwall.cli.CommandProvider;

/** Adds {@code pitwall bench} to the command line. */
public final class BenchCommandProvider implements CommandProvider {
  @Override
  public Object command() {
    return new BenchCommand();
  }
}
