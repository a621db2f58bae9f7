package dev.pitwall.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code pitwall server | sql | apply | …}. */
@Command(
    name = "pitwall",
    description = "A SQL engine for machine-learning features.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = PitwallCommand.Version.class,
    subcommands = {
      ServerCommand.class,
      SqlCommand.class,
      ApplyCommand.class,
      MaterializeCommand.class
    })
public final class PitwallCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error, too.")
  private boolean verbose;

  /** Runs a command and ends the process with its exit code: 0, 1 for an error, 2 for bad usage. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with all commands on the class path. */
  public static CommandLine commandLine() {
    PitwallCommand root = new PitwallCommand();
    CommandLine commands = new CommandLine(root);
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      commands.addSubcommand(provider.command());
    }
    return commands
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorReporter(() -> root.verbose))
        .setParameterExceptionHandler(new UsageReporter());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The version of the build. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = PitwallCommand.class.getPackage().getImplementationVersion();
      return new String[] {"pitwall " + (version == null ? "development" : version)};
    }
  }
}
