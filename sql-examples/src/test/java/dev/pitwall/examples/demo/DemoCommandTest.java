package dev.pitwall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.cli.PitwallCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
  @TempDir Path directory;

  @Test
  void runsToTheEndTwiceAndMakesTheTablesOnce() {
    assertThat(run()).anyMatch(line -> line.startsWith("Made the Delta tables"));
    assertThat(run()).noneMatch(line -> line.startsWith("Made the Delta tables"));
  }

  private List<String> run() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = PitwallCommand.commandLine();
    commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertThat(commands.execute("demo", "--directory", directory.resolve("it's").toString()))
        .as("exit code of: %s", err)
        .isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).anyMatch(line -> line.startsWith("Read the same set over Flight SQL"));
    assertThat(lines.get(lines.size() - 1))
        .matches("demo ok: rows=336776 views=3 seconds=\\d+\\.\\d");
    return lines;
  }
}
