package dev.pitwall.flight.testing;

import dev.pitwall.testkit.client.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A client in a process of its own, with several connections that each read one long answer. */
public final class ReadingProcess {
  private static final int CONNECTIONS = 4;
  private static final String READING = "reading";

  private ReadingProcess() {}

  /** Starts a process, and returns when every connection has the beginning of its answer. */
  public static Process start(int port, String sql) throws IOException {
    Process process = JavaProcess.of(ReadingProcess.class, Integer.toString(port), sql).start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); !READING.equals(line); line = out.readLine()) {
      if (line == null) {
        throw new AssertionError("the client does not read");
      }
    }
    return process;
  }

  /** Half of the connections read on, and half do not read at all, until the starter is gone. */
  public static void main(String[] arguments) throws Exception {
    BufferAllocator allocator = new RootAllocator();
    Location server = Location.forGrpcInsecure("127.0.0.1", Integer.parseInt(arguments[0]));
    for (int i = 0; i < CONNECTIONS; i++) {
      FlightSqlClient client = new FlightSqlClient(FlightClient.builder(allocator, server).build());
      FlightStream stream =
          client.getStream(client.execute(arguments[1]).getEndpoints().get(0).getTicket());
      stream.next();
      if (i % 2 == 0) {
        new Thread(() -> readOn(stream)).start();
      }
    }
    System.out.println(READING);
    System.exit(System.in.read());
  }

  private static void readOn(FlightStream stream) {
    while (stream.next()) {
      Thread.onSpinWait();
    }
  }
}
