package dev.pitwall.cli;

import dev.pitwall.cli.report.ErrorText;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says on one line what went wrong. */
final class ErrorReporter implements IExecutionExceptionHandler {
  private final BooleanSupplier verbose;

  ErrorReporter(BooleanSupplier verbose) {
    this.verbose = Objects.requireNonNull(verbose, "verbose");
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    err.println(ErrorText.line(error));
    if (verbose.getAsBoolean()) {
      error.printStackTrace(err);
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
