package dev.pitwall.cli;

import dev.pitwall.cli.config.SettingsReader;
import dev.pitwall.cli.connect.EmbeddedClient;
import dev.pitwall.cli.connect.Login;
import dev.pitwall.cli.connect.OwnCertificate;
import dev.pitwall.cli.connect.RemoteClient;
import dev.pitwall.cli.connect.ServerAddress;
import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.report.RunningLine;
import dev.pitwall.core.session.ProgressListener;
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
  private static final String TOKEN = "PITWALL_TOKEN";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @ArgGroup private Place place = new Place();

  @ArgGroup private Who who = new Who();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "The certificates, in PEM, that the server's must come from (default: those that Java"
              + " trusts). Means TLS.")
  private Path authorities;

  @ArgGroup(exclusive = false)
  private Own own;

  @Option(
      names = "--progress",
      description =
          "Say how far MATERIALIZE in this process is, a line a second, where the standard error is"
              + " no terminal.")
  private boolean progress;

  /** Either a user or a token. */
  static final class Who {
    @Option(
        names = "--user",
        paramLabel = "NAME",
        description =
            "Who connects to the server; the password is read from "
                + PASSWORD
                + ", or asked for on a terminal.")
    private String user;

    @Option(
        names = "--token",
        description =
            "Connect with a bearer token, which is read from "
                + TOKEN
                + ", or asked for on a terminal.")
    private boolean token;
  }

  /** A certificate and its key. */
  static final class Own {
    @Option(
        names = "--cert",
        paramLabel = "FILE",
        required = true,
        description = "The certificate, in PEM, that is shown to the server. Means TLS.")
    private Path certificate;

    @Option(
        names = "--key",
        paramLabel = "FILE",
        required = true,
        description = "The private key, in PEM, of the certificate.")
    private Path key;
  }

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
      return RemoteClient.connect(server(), login());
    }
    if (who.user != null || who.token || authorities != null || own != null) {
      throw new ParameterException(
          spec.commandLine(), "--user, --token, --ca, --cert and --key go with --server");
    }
    return EmbeddedClient.open(
        new SettingsReader(System.getenv())
            .read()
            .engine(Optional.ofNullable(place.data), DEFAULT_DIRECTORY),
        listener());
  }

  /** Says on the terminal, if there is one, how far the statement is that the client runs. */
  RunningLine line(StatementClient client) {
    return Terminals.isErrorShown()
        ? RunningLine.on(spec.commandLine().getErr(), client::progress)
        : RunningLine.none();
  }

  private ProgressListener listener() {
    return progress && !Terminals.isErrorShown()
        ? new ProgressPrinter(spec.commandLine().getErr())
        : ProgressListener.NONE;
  }

  private ServerAddress server() {
    ServerAddress server = authorities == null ? place.server : place.server.trusting(authorities);
    return own == null ? server : server.showing(new OwnCertificate(own.certificate, own.key));
  }

  private Optional<Login> login() {
    if (who.token) {
      return Optional.of(new Login.Token(secret(TOKEN, "Token: ", "--token wants it in " + TOKEN)));
    } else if (who.user == null) {
      return Optional.empty();
    }
    String missing = "--user wants a password in " + PASSWORD;
    String password = secret(PASSWORD, "Password of " + who.user + ": ", missing);
    return Optional.of(new Login.Password(who.user, password));
  }

  private String secret(String variable, String prompt, String missing) {
    String secret = System.getenv(variable);
    if (secret == null && Terminals.isInteractive()) {
      return Terminals.readSecret(prompt);
    } else if (secret == null) {
      throw new ParameterException(spec.commandLine(), missing);
    }
    return secret;
  }
}
