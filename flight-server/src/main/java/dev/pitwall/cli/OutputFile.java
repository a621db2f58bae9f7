package dev.pitwall.cli;

import dev.pitwall.cli.format.Destination;
import dev.pitwall.spi.error.ErrorCode;
import dev.pitwall.spi.error.PitwallException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * A file that has either all answers or, when this is closed before, what it had. It keeps its
 * permissions, and a link to it stays one; a pipe or a device is written to as answers come.
 */
final class OutputFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final OutputStream bytes;
  private final PrintWriter text;
  private boolean whole;

  private OutputFile(Path file, Path part, OutputStream bytes) {
    this.file = file;
    this.part = part;
    this.bytes = new BufferedOutputStream(bytes);
    this.text = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
  }

  static OutputFile create(Path file) {
    if (Files.isDirectory(file)) {
      throw new PitwallException(ErrorCode.INVALID_VALUE, file + " is a directory");
    }
    try {
      if (!Files.exists(file)) {
        return beside(file);
      }
      if (!Files.isRegularFile(file)) {
        return new OutputFile(file, file, Files.newOutputStream(file)); // a pipe or a device
      }
      OutputFile output = beside(file.toRealPath());
      output.takePermissions();
      return output;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static OutputFile beside(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    return new OutputFile(file, part, Files.newOutputStream(part, StandardOpenOption.CREATE_NEW));
  }

  private void takePermissions() throws IOException {
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(file));
    }
  }

  Destination destination() {
    return new Destination(text, bytes);
  }

  /** Puts the file in its place. */
  void finish() {
    try {
      if (text.checkError()) {
        throw new IOException("the text was not written whole");
      }
      bytes.close();
      if (!part.equals(file)) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
      whole = true;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      bytes.close();
      if (!whole && !part.equals(file)) {
        Files.delete(part);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static PitwallException unwritable(Path file, IOException cause) {
    return new PitwallException(ErrorCode.INVALID_VALUE, file + " cannot be written", cause);
  }
}
