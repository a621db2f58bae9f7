package dev.pitwall.core.feast.file;

import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The file that {@code feast apply} writes where {@code feature_store.yaml} says. */
public final class RegistryFile {
  private static final String REMOTE = "[A-Za-z][A-Za-z0-9+.-]+:.*";

  private RegistryFile() {}

  /**
   * Reads a registry.
   *
   * @param location a path
   * @throws PitwallException LOCATION_NOT_FOUND when there is no such file; NOT_SUPPORTED when the
   *     location is a URI; INVALID_VALUE when the file is no registry; STORE_FAILURE when it cannot
   *     be read
   */
  public static FeastRegistry read(String location) {
    if (location.matches(REMOTE)) {
      throw new PitwallException(
          ErrorCode.NOT_SUPPORTED,
          "a registry is read from a local file, not from '" + location + "'; copy it here first");
    }
    try {
      return RegistryMessages.read(ProtoMessage.read(ByteBuffer.wrap(bytes(location))));
    } catch (MalformedMessageException e) {
      throw new PitwallException(
          ErrorCode.INVALID_VALUE,
          "'"
              + location
              + "' is not the registry file that `feast apply` writes: "
              + e.getMessage(),
          e);
    }
  }

  private static byte[] bytes(String location) {
    try {
      Path file = Path.of(location);
      if (!Files.isRegularFile(file)) {
        throw new PitwallException(
            ErrorCode.LOCATION_NOT_FOUND, "there is no file at '" + location + "'");
      }
      return Files.readAllBytes(file);
    } catch (InvalidPathException e) {
      throw new PitwallException(
          ErrorCode.LOCATION_NOT_FOUND, "'" + location + "' is no path: " + e.getReason(), e);
    } catch (IOException e) {
      throw new PitwallException(
          ErrorCode.STORE_FAILURE, "'" + location + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
