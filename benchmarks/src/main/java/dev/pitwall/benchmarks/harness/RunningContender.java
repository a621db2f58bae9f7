package dev.pitwall.benchmarks.harness;

import dev.pitwall.benchmarks.protocol.PointInTimeQuery;
import dev.pitwall.benchmarks.protocol.ProtocolLines;
import dev.pitwall.benchmarks.protocol.Reply;
import dev.pitwall.benchmarks.protocol.Request;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A contender in a process of its own, so that its memory can be told from the others'. It waits
 * while the others run.
 */
public final class RunningContender implements AutoCloseable {
  private final String name;
  private final PrintStream requests;
  private final BufferedReader replies;
  private final Runnable end;

  /**
   * Talks with a contender that runs.
   *
   * @param name what messages call it
   * @param replies from where it answers
   * @param requests where it listens; it ends when this does
   * @param end waits for that
   */
  public RunningContender(String name, InputStream replies, OutputStream requests, Runnable end) {
    this.name = name;
    this.requests = new PrintStream(requests, true, StandardCharsets.UTF_8);
    this.replies = new BufferedReader(new InputStreamReader(replies, StandardCharsets.UTF_8));
    this.end = end;
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
    return new PitwallException(ErrorCode.STORE_FAILURE, name + ": " + what, cause);
  }

  /** Ends the contender, which ends by itself when nothing more can be asked. */
  @Override
  public void close() {
    requests.close();
    end.run();
  }
}
