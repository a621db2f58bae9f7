package dev.pitwall.examples.demo;

import dev.pitwall.cli.CommandProvider;

/** Adds {@code pitwall demo} to the command line. */
public final class DemoCommandProvider implements CommandProvider {
  @Override
  public Object command() {
    return new DemoCommand();
  }
}
