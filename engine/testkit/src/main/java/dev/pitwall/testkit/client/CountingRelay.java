package dev.pitwall.testkit.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Stands between clients and a server on this machine, and counts what the server sends. Clients
 * whose server has gone are closed.
 */
public final class CountingRelay implements AutoCloseable {
  private final ServerSocket door;
  private final int serverPort;
  private final AtomicLong bytes = new AtomicLong();
  private volatile Duration pause = Duration.ZERO;

  /** Opens a port for clients of a server. */
  public CountingRelay(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Where clients connect to. */
  public int port() {
    return door.getLocalPort();
  }

  /** How many bytes the server has sent. */
  public long bytes() {
    return bytes.get();
  }

  /** Keeps each piece, at most 64 KiB, that the server sends from now on for a while. */
  public void keep(Duration pause) {
    this.pause = pause;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket server;
      try {
        server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      } catch (ConnectException e) {
        client.close();
        continue;
      }
      start(() -> pass(client, server, read -> {}));
      start(() -> pass(server, client, this::sent));
    }
  }

  private void sent(int read) {
    bytes.addAndGet(read);
    LockSupport.parkNanos(pause.toNanos());
  }

  private static void pass(Socket from, Socket to, IntConsumer sent) throws IOException {
    byte[] buffer = new byte[64 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sent.accept(read);
        out.write(buffer, 0, read);
      }
    }
  }

  private static void start(Step work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SocketException e) {
                // One side has closed, which ends both.
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private interface Step {
    void run() throws IOException;
  }
}
