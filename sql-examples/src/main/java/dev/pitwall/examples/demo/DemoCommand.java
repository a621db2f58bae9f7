package dev.pitwall.examples.demo;

import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.delta.DeltaOfflineStore;
import dev.pitwall.examples.flights.FlightTables;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.spi.offline.OfflineStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitwall demo}: shows on real flights what Pitwall does, and checks it. */
@Command(
    name = "demo",
    description = "Build a training set of all flights out of New York in 2013, and look around.")
final class DemoCommand implements Callable<Integer> {
  private static final int VIEWS = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = ".pitwall/demo",
      description = "Where tables and catalog are kept; default: ${DEFAULT-VALUE}.")
  private Path directory;

  @Option(names = "--serve", description = "Keep the Flight SQL server running at the end.")
  private boolean serve;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port of the server; default: any free one.")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    DemoPrinter printer = new DemoPrinter(spec.commandLine().getOut());
    Path tables = directory.resolve("tables");
    try (FeatureQueryEngine engine =
        FeatureQueryEngine.open(EngineConfig.inDirectory(directory.resolve("engine")))) {
      createTables(engine, tables, printer);
      try (QuerySession session = engine.openSession("demo");
          PitwallServer server = PitwallServer.start(ServerConfig.onLoopback(port), engine)) {
        Digest trainingSet = run(new Demo(engine, session, tables, printer), server);
        printer.line(next(server.port()));
        printer.line(
            "demo ok: rows="
                + trainingSet.rows()
                + " views="
                + VIEWS
                + " seconds="
                + printer.seconds());
        if (serve) {
          server.awaitTermination();
        }
      }
    }
    return 0;
  }

  private static Digest run(Demo demo, PitwallServer server) {
    demo.define();
    Digest trainingSet = demo.buildTrainingSet();
    demo.explain();
    demo.lookUp();
    demo.readBack(server, trainingSet);
    return trainingSet;
  }

  private static void createTables(FeatureQueryEngine engine, Path tables, DemoPrinter printer) {
    long started = System.nanoTime();
    try (OfflineStore store = new DeltaOfflineStore()) {
      FlightTables.create(store, tables, engine.allocator());
    }
    printer.line("Delta tables in " + tables + ", ready after " + DemoPrinter.since(started));
  }

  private String next(int usedPort) {
    String data = directory.resolve("engine").toString();
    return serve
        ? "\nServing on grpc://127.0.0.1:"
            + usedPort
            + " until Ctrl-C. Try, from another shell:\n"
            + "  ./pitwall sql --server 127.0.0.1:"
            + usedPort
            + " -e \"SHOW FEATURE VIEWS\"\n"
        : "\nTry next:\n"
            + "  ./pitwall sql --data "
            + data
            + " -e \"SHOW FEATURE VIEWS\"\n"
            + "  ./pitwall sql --data "
            + data
            + " -f sql-examples/flights/explore.sql\n"
            + "  ./pitwall demo --serve\n";
  }
}
