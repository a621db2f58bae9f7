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

/** A file that has either all answers or, when this is closed before, what it had. */
final class OutputFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final OutputStream bytes;
  private final PrintWriter text;
  private boolean whole;

  private OutputFile(Path file, Path part) throws IOException {
    this.file = file;
    this.part = part;
    this.bytes = new BufferedOutputStream(Files.newOutputStream(part));
    this.text = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
  }

  static OutputFile create(Path file) {
    if (Files.isDirectory(file)) {
      throw new PitwallException(ErrorCode.INVALID_VALUE, file + " is a directory");
    }
    try {
      Path directory = file.toAbsolutePath().getParent();
      return new OutputFile(file, Files.createTempFile(directory, file.getFileName() + ".", null));
    } catch (IOException e) {
      throw unwritable(file, e);
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
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      whole = true;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      bytes.close();
      if (!whole) {
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
