package dev.pitwall.examples.demo;

import dev.pitwall.cli.StopSignal;
import dev.pitwall.core.config.EngineConfig;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.core.session.QuerySession;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitwall demo}: everything once, on real data, with nothing to install. */
@Command(
    name = "demo",
    description = {
      "Build a training set from all flights that left New York in 2013, serve it, look features"
          + " up.",
      "The first run makes the tables; later ones use them."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = ".pitwall/demo",
      description = "Where the demo keeps its tables and catalog; default: ${DEFAULT-VALUE}.")
  private Path directory;

  @Option(names = "--serve", description = "Keep the server running until Ctrl-C.")
  private boolean serve;

  @Override
  public Integer call() throws InterruptedException {
    long start = System.nanoTime();
    Path home = create(directory.toAbsolutePath().normalize());
    Narrator narrator = new Narrator(spec.commandLine().getOut());
    Path data = home.resolve("tables");
    new DemoTables(data, narrator).createMissing();
    try (StopSignal stop = new StopSignal();
        FeatureQueryEngine engine = FeatureQueryEngine.open(EngineConfig.inDirectory(home));
        QuerySession session = engine.openSession("demo")) {
      RowDigest trainingSet = new EngineTour(engine, session, data, narrator).run();
      try (PitwallServer server = PitwallServer.start(ServerConfig.onLoopback(0), engine)) {
        new ServerTour(server.port(), narrator).run(trainingSet);
        if (serve) {
          stop.listen();
          narrator.serving("127.0.0.1:" + server.port());
        } else {
          narrator.suggestions(directory);
        }
        narrator.end(trainingSet.rows(), System.nanoTime() - start);
        if (serve) {
          stop.await();
        }
      }
    }
    return 0;
  }

  private static Path create(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("the directory " + directory + " cannot be made", e);
    }
  }
}
