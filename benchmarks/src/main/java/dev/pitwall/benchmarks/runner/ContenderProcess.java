package dev.pitwall.benchmarks.runner;

import dev.pitwall.benchmarks.protocol.ProtocolLines;
import dev.pitwall.benchmarks.protocol.Reply;
import dev.pitwall.benchmarks.protocol.Request;
import dev.pitwall.benchmarks.protocol.Request.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of one contender: {@code <contender> <directory>}. It answers requests, one line
 * each, until its standard input ends; a library that prints cannot disturb the answers.
 */
public final class ContenderProcess {
  private final Contender contender;

  private ContenderProcess(Contender contender) {
    this.contender = contender;
  }

  /** Serves requests on the standard streams. */
  public static void main(String[] arguments) throws Exception {
    PrintStream replies = System.out;
    System.setOut(System.err);
    serve(arguments[0], Path.of(arguments[1]), System.in, replies);
  }

  /** Opens a contender, which keeps files of its own in a directory, and serves requests. */
  public static void serve(String name, Path directory, InputStream in, OutputStream out)
      throws Exception {
    try (Contender contender = open(name, directory);
        BufferedReader requests =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        PrintStream replies = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      new ContenderProcess(contender).serve(requests, replies);
    }
  }

  private static Contender open(String name, Path directory) throws Exception {
    return switch (name) {
      case "pitwall" -> new PitwallContender(directory);
      case "duckdb" -> new DuckDbContender();
      default -> throw new IllegalArgumentException("no contender " + name);
    };
  }

  private void serve(BufferedReader requests, PrintStream replies) throws IOException {
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      Request request = ProtocolLines.read(line, Request.class);
      replies.println(ProtocolLines.write(reply(request)));
      if (request.command() == Command.FINISH) {
        return;
      }
    }
  }

  private Reply reply(Request request) throws IOException {
    long processorStart = ProcessUse.processorNanos();
    long start = System.nanoTime();
    try {
      List<Double> digest = perform(request);
      double seconds = (System.nanoTime() - start) / 1e9;
      double processorSeconds = (ProcessUse.processorNanos() - processorStart) / 1e9;
      return new Reply(seconds, processorSeconds, digest, ProcessUse.peakKilobytes(), null);
    } catch (Exception e) {
      e.printStackTrace(System.err);
      return new Reply(0, 0, List.of(), ProcessUse.peakKilobytes(), String.valueOf(e));
    }
  }

  private List<Double> perform(Request request) throws Exception {
    switch (request.command()) {
      case PREPARE -> contender.prepare(request.query());
      case RUN -> {
        return contender.run(request.query());
      }
      case ANSWER -> contender.answer(request.query(), Path.of(request.directory()));
      case PLAN_COLD -> contender.plan(request.query(), Contender.TextUse.NEW);
      case PLAN_AGAIN -> contender.plan(request.query(), Contender.TextUse.SAME);
      case FINISH -> {
        return List.of();
      }
    }
    return List.of();
  }
}
