package dev.pitwall.cli.format;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Objects;

/**
 * Where answers go, which is one place; a format writes either text or bytes.
 *
 * @param text for formats that people can read
 * @param bytes for those that only programs can
 */
public record Destination(PrintWriter text, OutputStream bytes) {
  public Destination {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(bytes, "bytes");
  }

  /** Whether something of what was written is lost: the disk is full, or the reader went away. */
  public boolean isBroken() {
    return text.checkError() || (bytes instanceof PrintStream stream && stream.checkError());
  }
}
