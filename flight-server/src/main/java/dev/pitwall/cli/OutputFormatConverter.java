package dev.pitwall.cli;

import dev.pitwall.cli.format.OutputFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an output format. */
final class OutputFormatConverter implements ITypeConverter<OutputFormat> {
  @Override
  public OutputFormat convert(String text) {
    try {
      return OutputFormat.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("\"" + text + "\" is none of " + OutputFormat.names());
    }
  }
}
