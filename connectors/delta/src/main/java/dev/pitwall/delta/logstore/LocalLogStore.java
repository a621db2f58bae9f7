package dev.pitwall.delta.logstore;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A log on a local disk. A commit is written beside its place, and then linked there: that fails if
 * something is there already. Renaming, which Delta's own store does, would silently replace it.
 */
public final class LocalLogStore extends PutOnceLogStore {
  /** Made by Standalone, by name. */
  public LocalLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  void create(Path path, byte[] content, Configuration configuration) throws IOException {
    java.nio.file.Path beside = local(createTempPath(path));
    try {
      link(Files.write(beside, content), local(path));
    } finally {
      beside.toFile().delete(); // in vain at worst, which harms nobody
    }
  }

  private static void link(java.nio.file.Path written, java.nio.file.Path place)
      throws IOException {
    try {
      Files.createLink(place, written);
    } catch (FileAlreadyExistsException e) {
      // On a network disk the reply to a link that was made can get lost.
      if (!Files.isSameFile(place, written)) {
        throw e;
      }
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "the disk of " + place + " has no hard links, which commits need; use another", e);
    }
  }

  @Override
  void replace(Path path, byte[] content, Configuration configuration) throws IOException {
    Files.move(
        Files.write(local(createTempPath(path)), content),
        local(path),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Checkpoints are written beside their place too, and renamed. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return true;
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
