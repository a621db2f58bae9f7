package dev.pitwall.cli.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was typed, also in earlier runs; nothing that may hold a secret is kept. */
final class StatementHistory extends DefaultHistory {
  private static final Logger LOGGER = LoggerFactory.getLogger(StatementHistory.class);

  /** Of words that go with secrets; it is better to forget a statement too many. */
  private static final Pattern SECRET =
      Pattern.compile(
          "password|passwd|secret|token|credential|access.?key|account.?key|private.?key|://[^/\\s]*@",
          Pattern.CASE_INSENSITIVE);

  @Override
  public void add(Instant time, String line) {
    if (!SECRET.matcher(line).find()) {
      super.add(time, line);
    }
  }

  /** The file in the user's directory of things to be kept. */
  static Path defaultFile(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path directory =
        state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return directory.resolve("pitwall").resolve("history");
  }

  /**
   * Makes the file where there is none, for the user alone; false when it cannot be: then nothing
   * is kept.
   */
  static boolean isReady(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(file, forUserAlone());
      return true;
    } catch (FileAlreadyExistsException e) {
      return Files.isWritable(file);
    } catch (IOException e) {
      LOGGER.info("no history is kept: {} cannot be written", file, e);
      return false;
    }
  }

  private static FileAttribute<?>[] forUserAlone() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
