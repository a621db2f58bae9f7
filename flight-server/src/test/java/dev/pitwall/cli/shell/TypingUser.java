package dev.pitwall.cli.shell;

import dev.pitwall.cli.connect.StatementClient;
import dev.pitwall.cli.format.OutputFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** Types into a shell on a terminal of JLine's over pipes, and reads what the screen was sent. */
final class TypingUser implements AutoCloseable {
  static final String CTRL_C = "\u0003";
  static final String CTRL_D = "\u0004";
  private static final Size SCREEN = new Size(100, 24);

  private final Screen screen = new Screen();
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private final Terminal terminal;
  private final Thread shell;

  /** Starts a shell, which runs until it is told to end; the client stays the caller's. */
  TypingUser(StatementClient client, Path history) throws IOException {
    terminal =
        new ExternalTerminal(
            "test",
            "xterm",
            new PipedInputStream(keyboard, 1 << 16),
            screen,
            StandardCharsets.UTF_8);
    terminal.setSize(SCREEN);
    SqlShell running = new SqlShell(terminal, client, history, OutputFormat.ALIGNED);
    shell = new Thread(running::run, "test-shell");
    shell.start();
  }

  TypingUser type(String keys) throws IOException {
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
    return this;
  }

  /** Waits until the screen is sent a text; gives what it was sent up to there since the last. */
  String read(String text) throws InterruptedException {
    return screen.read(text);
  }

  /** Waits until the shell has ended; gives what else the screen was sent. */
  String readToEnd() throws InterruptedException {
    shell.join();
    return screen.rest();
  }

  /** Types no more, at which the shell ends. */
  @Override
  public void close() throws IOException, InterruptedException {
    keyboard.close();
    shell.join();
    terminal.close();
  }

  private static final class Screen extends OutputStream {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(int unit) {
      write(new byte[] {(byte) unit}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      text.append(new String(bytes, from, length, StandardCharsets.US_ASCII));
      notifyAll();
    }

    synchronized String read(String wanted) throws InterruptedException {
      int searched = 0;
      while (text.indexOf(wanted, searched) < 0) {
        searched = Math.max(0, text.length() - wanted.length());
        wait();
      }
      int end = text.indexOf(wanted, searched) + wanted.length();
      String read = text.substring(0, end);
      text.delete(0, end);
      return read;
    }

    synchronized String rest() {
      return text.toString();
    }
  }
}
