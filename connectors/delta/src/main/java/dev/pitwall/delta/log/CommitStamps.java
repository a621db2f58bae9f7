package dev.pitwall.delta.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pitwall.delta.storage.LakeFiles;
import dev.pitwall.spi.offline.SnapshotSelector;
import dev.pitwall.spi.offline.TableSnapshot;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Tells whether a version that was read is still the one that a query means, by a look at two files
 * of the log: the version's own commit, which differs when the table was made anew, and the next
 * one, which must not be there. That is enough because versions have no gaps. Thread-safe.
 */
public final class CommitStamps {
  private final LakeFiles files;

  /** By the identity of the version, which compares all its files otherwise. */
  private final Cache<TableSnapshot, Stamp> stamps = Caffeine.newBuilder().weakKeys().build();

  public CommitStamps(LakeFiles files) {
    this.files = files;
  }

  /** What the commit of a version looked like. */
  private record Stamp(Path commit, Path next, long length, long modified) {
    boolean isOf(FileStatus status) {
      return status != null
          && status.getLen() == length
          && status.getModificationTime() == modified;
    }
  }

  /**
   * Remembers a version. One whose commit is not older than the question may have been replaced
   * while it was read, and is not remembered; neither is one whose commit was cleaned away.
   *
   * @param askedAt when reading began, in milliseconds since the epoch
   */
  public void remember(TableSnapshot version, long askedAt) {
    Path log = DeltaLogReader.directory(files.resolve(version.source().location()));
    Path commit = CommitFile.of(log, version.version()).path();
    FileStatus status = files.status(commit);
    if (status != null && status.getModificationTime() < askedAt) {
      Path next = CommitFile.of(log, version.version() + 1).path();
      stamps.put(version, new Stamp(commit, next, status.getLen(), status.getModificationTime()));
    }
  }

  /** Whether the selector still means the version; false also when that is not known. */
  public boolean isCurrent(TableSnapshot version, SnapshotSelector selector) {
    Stamp stamp = stamps.getIfPresent(version);
    return stamp != null
        && stamp.isOf(files.status(stamp.commit()))
        && (selector instanceof SnapshotSelector.AtVersion || !files.isFile(stamp.next()));
  }
}
