package dev.pitwall.delta.logstore;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A log whose commits are written whole and never over one another, whoever else writes too. */
abstract class PutOnceLogStore extends HadoopFileSystemLogStore {
  private static final String COMMIT_INFO = "{\"commitInfo\":{";

  PutOnceLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    byte[] content = bytes(actions);
    if (overwrite) {
      replace(path, content, configuration);
      return;
    }
    try {
      create(path, content, configuration);
    } catch (FileAlreadyExistsException e) {
      CommitAttempt.lost(path);
      throw e;
    }
    CommitAttempt.won(path);
  }

  /**
   * Makes a file that is there whole or not at all.
   *
   * @throws FileAlreadyExistsException when there is such a file, and it is not this one
   * @throws IOException when the file was not made, or when nobody knows
   */
  abstract void create(Path path, byte[] content, Configuration configuration) throws IOException;

  /** Writes a file over what there may be, so that a reader sees the old or the new one whole. */
  abstract void replace(Path path, byte[] content, Configuration configuration) throws IOException;

  private static byte[] bytes(Iterator<String> actions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      bytes.writeBytes((distinct(actions.next()) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Gives a commit an id under the name that Delta has for it: no two are the same bytes. */
  private static String distinct(String action) {
    return action.startsWith(COMMIT_INFO)
        ? COMMIT_INFO
            + "\"txnId\":\""
            + UUID.randomUUID()
            + "\","
            + action.substring(COMMIT_INFO.length())
        : action;
  }
}
