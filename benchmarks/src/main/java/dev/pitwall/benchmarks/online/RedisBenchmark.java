package dev.pitwall.benchmarks.online;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redis's own benchmark, which writes as fast as the server takes it. */
public final class RedisBenchmark {
  private static final Pattern RATE = Pattern.compile("([0-9.]+) requests per second");
  private static final int PIPELINE = 64;

  private RedisBenchmark() {}

  /**
   * Writes hashes with as many fields as a row has features, of nine bytes each like a DOUBLE's.
   *
   * @return fields written per second
   */
  public static double fieldsPerSecond(int port, int hashes, int fields) {
    List<String> command = new ArrayList<>(List.of("redis-benchmark", "-p", "" + port));
    command.addAll(List.of("-n", "" + hashes, "-r", "" + hashes, "-P", "" + PIPELINE, "-q"));
    command.addAll(List.of("HSET", "bench:__rand_int__"));
    for (int i = 0; i < fields; i++) {
      command.addAll(List.of("f%03d".formatted(i), "123456789"));
    }
    // It rewrites its line while it runs; the last rate is that of the whole.
    double rate = 0;
    for (Matcher rates = RATE.matcher(output(command)); rates.find(); ) {
      rate = Double.parseDouble(rates.group(1));
    }
    if (rate == 0) {
      throw new IllegalStateException("redis-benchmark did not say how fast it was");
    }
    return rate * fields;
  }

  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("redis-benchmark failed: " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("redis-benchmark cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
