package dev.pitwall.cli;

import dev.pitwall.cli.config.Settings;
import dev.pitwall.cli.config.SettingsReader;
import dev.pitwall.core.query.FeatureQueryEngine;
import dev.pitwall.flight.PitwallServer;
import dev.pitwall.flight.config.ServerConfig;
import dev.pitwall.monitoring.Monitoring;
import dev.pitwall.monitoring.MonitoringConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitwall server}: runs the Flight SQL server until it is told to stop. */
@Command(name = "server", description = "Run the Flight SQL server in the foreground.")
final class ServerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration, in YAML.")
  private Path config;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; wins over the configuration. 0 takes a free one.")
  private Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The directory of the catalog and files; wins over the configuration.")
  private Path data;

  @Override
  public Integer call() throws InterruptedException {
    SettingsReader reader = new SettingsReader(System.getenv());
    Settings settings = config == null ? reader.read() : reader.read(config);
    ServerConfig serverConfig = settings.serverConfig();
    Optional<MonitoringConfig> monitored = settings.monitoring();
    if (port != null) {
      serverConfig = serverConfig.withPort(port);
    }
    try (StopSignal stop = new StopSignal();
        FeatureQueryEngine engine =
            FeatureQueryEngine.open(
                settings.engine(Optional.ofNullable(data), ConnectionOptions.DEFAULT_DIRECTORY));
        Monitoring monitoring = new Monitoring(engine);
        PitwallServer server = PitwallServer.start(serverConfig, engine)) {
      stop.listen();
      say(
          "listening on "
              + scheme(serverConfig)
              + "://"
              + serverConfig.host()
              + ":"
              + server.port()
              + " (Ctrl-C stops)");
      monitored.ifPresent(
          place ->
              say(
                  "health and metrics on http://"
                      + place.host()
                      + ":"
                      + monitoring.start(place, server)));
      stop.await();
      monitoring.drain();
      say("stopping; running answers have " + seconds(serverConfig) + " s to end");
    }
    return 0;
  }

  private static String scheme(ServerConfig config) {
    return config.security().tls().isPresent() ? "grpc+tls" : "grpc";
  }

  private static long seconds(ServerConfig config) {
    return config.streams().drain().toSeconds();
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
