package dev.pitwall.cli.shell;

import dev.pitwall.spi.error.PitwallException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/** Shows what fits on the screen at once, and what does not, page by page. */
final class Pager {
  /** Of the screen, the line with the prompt, and the one below an answer. */
  private static final int OTHER_LINES = 2;

  private final Terminal terminal;

  Pager(Terminal terminal) {
    this.terminal = Objects.requireNonNull(terminal, "terminal");
  }

  /** Whether the terminal can show pages. */
  boolean isPossible() {
    return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  /** Shows a text after its first part; what the user does not want to see is not asked for. */
  void show(String first, AnswerText text) {
    StringBuilder start = new StringBuilder();
    int fitting = terminal.getHeight() - OTHER_LINES;
    for (String more = first; more != null; more = text.next()) {
      start.append(more);
      if (start.chars().filter(c -> c == '\n').count() > fitting) {
        page(start.toString(), text);
        return;
      }
    }
    terminal.writer().print(start);
    terminal.flush();
  }

  private void page(String start, AnswerText rest) {
    Pages pages = new Pages(terminal, start, rest);
    Less less = new Less(terminal, Path.of(""));
    less.chopLongLines = true;
    less.quiet = true;
    try {
      less.run(new Source.InputStreamSource(pages, true, "answer (q ends)"));
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pages.failure.ifPresent(
        failure -> {
          throw failure;
        });
  }

  /** A text as bytes. Where the statement fails the text ends, so that its start can be read. */
  private static final class Pages extends InputStream {
    private final Terminal terminal;
    private final AnswerText rest;
    private ByteArrayInputStream current;
    private Optional<PitwallException> failure = Optional.empty();

    Pages(Terminal terminal, String start, AnswerText rest) {
      this.terminal = terminal;
      this.rest = rest;
      this.current = bytes(start);
    }

    @Override
    public int read() {
      return isMore() ? current.read() : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
      return length == 0 || isMore() ? current.read(target, from, length) : -1;
    }

    @Override
    public int available() {
      return current.available();
    }

    private boolean isMore() {
      try {
        while (current.available() == 0 && failure.isEmpty()) {
          String more = nextUnlessInterrupted();
          if (more == null) {
            return false;
          }
          current = bytes(more);
        }
      } catch (PitwallException e) {
        failure = Optional.of(e);
      }
      return current.available() > 0;
    }

    /** While keys are read one by one, Ctrl-C is a key; while the statement runs, it cancels it. */
    private String nextUnlessInterrupted() {
      Attributes before = terminal.getAttributes();
      Attributes interruptible = new Attributes(before);
      interruptible.setLocalFlag(LocalFlag.ISIG, true);
      terminal.setAttributes(interruptible);
      try {
        return rest.next();
      } finally {
        terminal.setAttributes(before);
      }
    }

    /** In the character set that the pager reads. */
    private static ByteArrayInputStream bytes(String text) {
      return new ByteArrayInputStream(text.getBytes(Charset.defaultCharset()));
    }
  }
}
