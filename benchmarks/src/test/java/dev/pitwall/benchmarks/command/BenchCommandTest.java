package dev.pitwall.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.cli.PitwallCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter err = new StringWriter();

  @Test
  void unknownWorkloadIsRefusedWithThoseThereAre() {
    assertThat(execute("bench", "pit-two")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "there is no workload pit-two; there are"
                + " [pit-one, pit-ten, pit-growth, pit-hot, plan, online, materialize, scan,"
                + " scan-s3, flight-raw, pit-stream, soak]");
  }

  @Test
  void unknownScaleIsRefused() {
    assertThat(execute("bench", "pit-one", "--scale", "huge")).isEqualTo(2);
    assertThat(err.toString()).contains("the scale is small, medium or large");
  }

  @Test
  void unknownPeerIsRefusedWithThoseThereAre() {
    assertThat(execute("bench", "pit-one", "--against", "excel")).isEqualTo(2);
    assertThat(err.toString()).contains("DUCKDB").contains("excel");
  }

  private int execute(String... arguments) {
    CommandLine commands = PitwallCommand.commandLine();
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }
}
