package dev.pitwall.cli;

import dev.pitwall.cli.config.SettingsReader;
import dev.pitwall.cli.connect.EmbeddedClient;
import dev.pitwall.cli.connect.Login;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.core.session.ProgressListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where statements run: in this process or on a server. */
final class ConnectionOptions {
  static final Path DEFAULT_DIRECTORY = Path.of(".pitwall");

  private static final String PASSWORD = "PITWALL_PASSWORD";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup private Place place = new Place();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "Who connects to the server; the password is read from "
              + PASSWORD
              + ", or asked for on a terminal.")
  private String user;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "The certificates, in PEM, that the server's must come from (default: those that Java"
              + " trusts). Means TLS.")
  private Path authorities;

  @Option(
      names = "--progress",
      description =
          "Show how far long statements of this process are, also where the standard error is no"
              + " terminal.")
  private boolean progress;

  /** Either a directory or a server. */
  static final class Place {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Run in this process, with the catalog and files in DIR (default: .pitwall).")
    private Path data;

    @Option(
        names = "--server",
        paramLabel = "HOST:PORT",
        converter = ServerAddressConverter.class,
        description = "Run on a server; grpc+tls://HOST:PORT when it speaks TLS.")
    private ServerAddress server;
  }

  /** Opens a client, which the caller closes. */
  StatementClient open() {
    if (place.server != null) {
      if (progress) {
        throw new ParameterException(spec.commandLine(), "--progress goes with --data");
      }
      return RemoteClient.connect(
          authorities == null ? place.server : place.server.trusting(authorities), login());
    }
    if (user != null || authorities != null) {
      throw new ParameterException(spec.commandLine(), "--user and --ca go with --server");
    }
    return EmbeddedClient.open(
        new SettingsReader(System.getenv())
            .read()
            .engine(Optional.ofNullable(place.data), DEFAULT_DIRECTORY),
        listener());
  }

  private ProgressListener listener() {
    PrintWriter err = spec.commandLine().getErr();
    if (Terminals.isErrorShown()) {
      return new ProgressPrinter(err, ProgressPrinter.Style.TERMINAL);
    }
    return progress ? new ProgressPrinter(err, ProgressPrinter.Style.LINES) : ProgressListener.NONE;
  }

  private Optional<Login> login() {
    if (user == null) {
      return Optional.empty();
    }
    String password = System.getenv(PASSWORD);
    if (password == null && Terminals.isInteractive()) {
      return Optional.of(new Login(user, Terminals.readSecret("Password of " + user + ": ")));
    } else if (password == null) {
      throw new ParameterException(spec.commandLine(), "--user wants a password in " + PASSWORD);
    }
    return Optional.of(new Login(user, password));
  }
}
