package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ProtocolLines;
import dev.pitwall.benchmarks.protocol.Reply;
import dev.pitwall.benchmarks.protocol.Request;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A contender in a process of its own, so that its memory can be told from the others'. It waits
 * while the others run.
 */
public final class RunningContender implements AutoCloseable {
  private final String name;
  private final Path log;
  private final Process process;
  private final PrintStream requests;
  private final BufferedReader replies;

  private RunningContender(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.replies =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a process whose standard error goes to a log file. */
  static RunningContender start(String name, List<String> command, Path log) {
    try {
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      return new RunningContender(name, log, process);
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE, name + " cannot be started: " + command.get(0), e);
    }
  }

  public String name() {
    return name;
  }

  /** Asks and waits for the answer. */
  public Reply ask(Request.Command command, PointInTimeQuery query) {
    return ask(new Request(command, query));
  }

  /** Has the answer to a query written into a directory. */
  public void answer(PointInTimeQuery query, Path directory) {
    ask(new Request(Request.Command.ANSWER, query, directory.toString()));
  }

  /** The most memory that the process has had resident, in megabytes. */
  public double peakMegabytes() {
    return ask(Request.Command.FINISH, null).peakKilobytes() / 1024.0;
  }

  private Reply ask(Request request) {
    requests.println(ProtocolLines.write(request));
    Reply reply = ProtocolLines.read(nextLine(), Reply.class);
    if (reply.error() != null) {
      throw failed(reply.error(), null);
    }
    return reply;
  }

  private String nextLine() {
    try {
      String line = replies.readLine();
      if (line == null) {
        throw failed("its process ended", null);
      }
      return line;
    } catch (IOException e) {
      throw failed("its answer cannot be read", e);
    }
  }

  private PitwallException failed(String what, Throwable cause) {
    return new PitwallException(
        ErrorCode.STORE_FAILURE, name + ": " + what + "; " + log + " has the details", cause);
  }

  /** Ends the process, which ends by itself when nothing more can be asked. */
  @Override
  public void close() {
    requests.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
