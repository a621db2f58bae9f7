package dev.pitwall.testkit.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Stands on loopback before an HTTP server and hands requests on, but for those that it is told to
 * fail. Each request has a connection of its own, so that a fault of one is none of another.
 */
public final class FaultyFront implements AutoCloseable {
  private final URI server;
  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Socket> silent = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Integer> lines = new ConcurrentHashMap<>();

  private FaultyFront(URI server) throws IOException {
    this.server = server;
    socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Starts a front of a server, on a free port. */
  public static FaultyFront of(URI server) {
    try {
      return new FaultyFront(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the front listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Lets the next so many requests whose line, such as {@code PUT /a/b}, matches come to harm. */
  public void fail(String line, Fault fault, int times) {
    Pattern pattern = Pattern.compile(line);
    rules.add(new Rule(pattern, fault, new AtomicInteger(), new AtomicInteger(times), () -> {}));
  }

  /** Lets the next request whose line matches come to harm, when something else has happened. */
  public void strike(String line, Fault fault, Runnable before) {
    strike(Pattern.compile(line), 0, fault, before);
  }

  /** Lets one request come to harm, after so many that do not, when something else has happened. */
  public void strike(int after, Fault fault, Runnable before) {
    strike(Pattern.compile(""), after, fault, before);
  }

  private void strike(Pattern line, int after, Fault fault, Runnable before) {
    rules.add(new Rule(line, fault, new AtomicInteger(after), new AtomicInteger(1), before));
  }

  /** Lets no more requests come to harm. */
  public void heal() {
    rules.clear();
  }

  /** How many requests came, whatever became of them. */
  public int requests() {
    return requests.get();
  }

  /** How often each line that matches, such as {@code GET /a/b}, came. */
  public Map<String, Integer> requests(String line) {
    Map<String, Integer> found = new TreeMap<>(lines);
    found.keySet().removeIf(Pattern.compile(line).asPredicate().negate());
    return found;
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket each : silent) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try {
      HttpRequest request = HttpRequest.read(client);
      requests.incrementAndGet();
      lines.merge(request.line(), 1, Integer::sum);
      Rule rule = rule(request.line());
      if (rule == null) {
        serve(client, request);
      } else {
        harm(client, request, rule);
      }
    } catch (IOException e) {
      close(client); // Either side went away, as clients that are killed do.
    }
  }

  private void serve(Socket client, HttpRequest request) throws IOException {
    try (client) {
      client.getOutputStream().write(request.sendTo(server));
    }
  }

  private void harm(Socket client, HttpRequest request, Rule rule) throws IOException {
    rule.before().run();
    if (rule.fault() == Fault.SILENCE) {
      silent.add(client);
      return;
    }
    if (rule.fault() == Fault.LATE) {
      serve(client, request);
      return;
    }
    try (client) {
      if (rule.fault().isAfterTheFact()) {
        request.sendTo(server);
      }
      client.getOutputStream().write(answer(rule.fault()));
    }
  }

  private static void close(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Rule rule(String line) {
    for (Rule rule : rules) {
      if (rule.line().matcher(line).find() && rule.strikes()) {
        return rule;
      }
    }
    return null;
  }

  private static byte[] answer(Fault fault) {
    if (fault.status() == 0) {
      return new byte[0];
    }
    String code =
        switch (fault.status()) {
          case 409 -> "ConditionalRequestConflict";
          case 412 -> "PreconditionFailed";
          default -> "SlowDown";
        };
    String body = "<Error><Code>" + code + "</Code><Message>a test's fault</Message></Error>";
    return HttpRequest.ascii(
        "HTTP/1.1 "
            + fault.status()
            + " Fault\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private record Rule(
      Pattern line, Fault fault, AtomicInteger spared, AtomicInteger left, Runnable before) {
    boolean strikes() {
      return spared.getAndDecrement() <= 0 && left.getAndDecrement() > 0;
    }
  }
}
