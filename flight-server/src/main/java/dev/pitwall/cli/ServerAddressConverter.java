package dev.pitwall.cli;

import dev.pitwall.cli.connect.ServerAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code host:port}. */
final class ServerAddressConverter implements ITypeConverter<ServerAddress> {
  @Override
  public ServerAddress convert(String text) {
    if (text.contains("@")) {
      throw new TypeConversionException("there is no user in an address; name one with --user");
    }
    try {
      return ServerAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is not HOST:PORT, nor grpc+tls://HOST:PORT");
    }
  }
}
