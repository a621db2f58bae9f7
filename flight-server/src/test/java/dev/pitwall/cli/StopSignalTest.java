package dev.pitwall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pitwall.testkit.client.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  @Test
  void letsTheProcessEndOnceEverythingIsClosed() throws IOException, InterruptedException {
    Process process = JavaProcess.of(Waiting.class).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("waiting");
      // Process.destroy would close the stream that is read here.
      process.toHandle().destroy();
      assertThat(lines.readLine()).isEqualTo("closing");
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Does as the commands do: waits, closes, and exits from the thread that waited. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (StopSignal stop = new StopSignal()) {
        stop.listen();
        System.out.println("waiting");
        stop.await();
        System.out.println("closing");
      }
      System.exit(0);
    }
  }
}
